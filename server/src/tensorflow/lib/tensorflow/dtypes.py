# tf.dtypes. In TensorFlow: python/framework/dtypes.py.

from tensorflow._arrays import cast, saturate_cast
from tensorflow._dtypes import (
    DType, as_dtype, bfloat16, bool, complex128, complex64, double, float16, float32, float64,
    half, int16, int32, int64, int8, qint16, qint32, qint8, quint16, quint8, resource, string,
    uint16, uint32, uint64, uint8, variant)
