# tf.image, as far as shapes go. In TensorFlow: python/ops/image_ops_impl.py.

from tensorflow._nn import resize
from tensorflow._math import elementwise as _elementwise
from tensorflow._unmodelled import attribute

resize_bilinear = resize_images = resize_nearest_neighbor = resize_bicubic = resize
resize_area = resize
per_image_standardization = _elementwise('per_image_standardization')
random_flip_left_right = _elementwise('random_flip_left_right')
random_brightness = _elementwise('random_brightness')
random_contrast = _elementwise('random_contrast')


def __getattr__(name):
    return attribute('tf.image', name)
