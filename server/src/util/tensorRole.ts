// What a tensor or variable is for, as far as its name tells. A guess for people, in counts and
// labels; nothing that TensorFlow does rests on it.
// Names from TensorFlow: python/training/*.py (slot names), and the optimizers of BERT, Adafactor
// in Mesh TensorFlow and Tensor2Tensor, which name theirs in their own way.

const slotName =
    /(?:^|\/)(?:(?:Adam|AdaMax|Adadelta|Adagrad|AdagradDA|RMSProp|Ftrl|Momentum|ProximalAdagrad|LARSOptimizer|LAMB|Adafactor)(?:_\d+)?|(?:adam|lamb)_[mv]|vr|vc)$/;
const suffixSlot = /_slot_(?:v|vr|vc|m)$/;
const objectSlot = /\/\.OPTIMIZER_SLOT\//;
const power = /(?:^|\/)beta[12]_power(?:_\d+)?$/;

/** Whether a name is that of an optimizer's slot or of its step powers. */
export function isOptimizerName(name: string): boolean {
    return (
        slotName.test(name) || suffixSlot.test(name) || objectSlot.test(name) || power.test(name)
    );
}
