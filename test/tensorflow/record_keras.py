"""Record which variables models of Keras 2 and 3 have once they are loaded.

Writes test/recorded/keras/models.jsonl; with --check, writes nothing and fails where the installed
packages answer otherwise. The format is described in test/recorded/README.md; the models are made
by keras_models.py. The last line is `N passed, N failed`.
"""

import argparse
import json
import os
import sys
import tempfile
import warnings

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
os.environ.setdefault('CUDA_VISIBLE_DEVICES', '-1')
sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
warnings.simplefilter('ignore')

import keras  # noqa: E402
import tf_keras  # noqa: E402

from keras_models import forms, layer_cases, model_cases, without_values  # noqa: E402

PATH = os.path.join(HERE, '..', 'recorded', 'keras', 'models.jsonl')


def record():
    """The lines of the file: one for each package, model and way of writing."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for package in (tf_keras, keras):
            for cases in (layer_cases(package), model_cases(package)):
                for name, make in cases:
                    package.backend.clear_session()
                    model = make()
                    for form, text, variables in forms(package, model, folder):
                        lines.append(json.dumps({
                            'keras': package.__version__, 'case': name, 'form': form,
                            'config': without_values(json.loads(text)),
                            'variables': variables}))
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--check', action='store_true')
    check = parser.parse_args().check
    lines = record()
    if not check:
        os.makedirs(os.path.dirname(PATH), exist_ok=True)
        with open(PATH, 'w', encoding='utf-8') as file:
            file.write(''.join(line + '\n' for line in lines))
        print('recorded %d models' % len(lines))
        return
    with open(PATH, encoding='utf-8') as file:
        recorded = file.read().splitlines()
    fresh, known = set(lines), set(recorded)
    for line in sorted(fresh ^ known):
        print('%s %s' % ('not recorded:' if line in fresh else 'not so any more:', line[:300]))
    failed = len(fresh ^ known)
    print('%d passed, %d failed' % (len(fresh & known), failed))
    sys.exit(1 if failed or not fresh else 0)


if __name__ == '__main__':
    main()
