# tf.compat: the namespaces v1 and v2, and helpers for texts and dimensions.
# In TensorFlow: python/util/compat.py.

from tensorflow._shapes import dimension_at_index, dimension_value


def as_str(bytes_or_text, encoding='utf-8'):
    return as_text(bytes_or_text, encoding)


def as_text(bytes_or_text, encoding='utf-8'):
    return bytes_or_text.decode(encoding) if isinstance(bytes_or_text, bytes) else bytes_or_text


def as_bytes(bytes_or_text, encoding='utf8'):
    return bytes_or_text.encode(encoding) if isinstance(bytes_or_text, str) else bytes_or_text


def as_str_any(value, encoding='utf-8'):
    return as_text(value, encoding) if isinstance(value, bytes) else str(value)


def path_to_str(path):
    return path.__fspath__() if hasattr(path, '__fspath__') else as_str_any(path)


def __getattr__(name):
    if name[:1] == '_':
        raise AttributeError(name)
    if name == 'v1':
        import tensorflow.compat.v1
        return tensorflow.compat.v1
    if name == 'v2':
        import tensorflow.compat.v2
        return tensorflow.compat.v2
    from tensorflow import _unmodelled
    return _unmodelled.attribute('tf.compat', name)
