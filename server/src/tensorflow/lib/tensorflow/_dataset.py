# tf.data: of a dataset only the types and shapes of an element, as functions of the program see it.
# In TensorFlow: python/data/ops/dataset_ops.py, iterator_ops.py.

import _ckptmap
from _ckptmap import known, unknown

from tensorflow import _dtypes, _graph, _shapes
from tensorflow._tensors import Tensor, as_operand, hidden

AUTOTUNE = -1
INFINITE_CARDINALITY = -1
UNKNOWN_CARDINALITY = -2


def mapped(function, structure):
    """A structure of an element with something in place of each part; a list is one tensor."""
    if known(structure) and isinstance(structure, dict):
        return {name: mapped(function, item) for name, item in structure.items()}
    if known(structure) and isinstance(structure, tuple):
        items = [mapped(function, item) for item in structure]
        return type(structure)(*items) if hasattr(structure, '_fields') else tuple(items)
    return function(structure)


def _part(dtype, shape, name=None):
    """A tensor that stands for a part of elements."""
    if name is None:
        name = unknown('the name of a tensor', 'str')
    return Tensor(dtype, shape, name, 'IteratorGetNext')


def _scalar(dtype):
    return _part(dtype, _shapes.TensorShape([]))


def _with_dims(change):
    """What a change of known dimensions makes of a part."""
    def changed(part):
        if not known(part) or not hasattr(part, '_shape'):
            return hidden()
        dims = part._shape._dims
        shape = part._shape if not known(dims) or dims is None else _shapes.TensorShape(
            change(list(dims)))
        return _part(part.dtype, shape)
    return changed


def _sparse_or(function, part):
    return hidden() if hasattr(part, 'dense_shape') else function(part)


class Dataset:
    """Elements of one structure, each part of which is a tensor."""

    def __init__(self, element):
        self._element = element

    @staticmethod
    def from_tensors(tensors, name=None):
        return Dataset(mapped(_copied, tensors))

    @staticmethod
    def from_tensor_slices(tensors, name=None):
        return Dataset(mapped(_with_dims(lambda dims: dims[1:]), mapped(_copied, tensors)))

    @staticmethod
    def from_generator(generator, output_types=None, output_shapes=None, args=None,
                       output_signature=None, name=None):
        # It is called while the program runs, any number of times.
        _ckptmap.unknown_function('tf.data.Dataset.from_generator')(generator)
        if output_signature is not None:
            return Dataset(mapped(lambda spec: _part(
                _dtypes.as_dtype(spec.dtype), _shapes.as_shape(spec.shape)), output_signature))
        if output_shapes is None or not known(output_shapes):
            return Dataset(mapped(lambda dtype: _part(
                _dtypes.as_dtype(dtype), _shapes.hidden_shape()), output_types))
        if isinstance(output_types, tuple):
            return Dataset(tuple([_part(_dtypes.as_dtype(dtype), _shapes.as_shape(shape))
                                  for dtype, shape in zip(output_types, output_shapes)]))
        if isinstance(output_types, dict):
            return Dataset({name: _part(_dtypes.as_dtype(output_types[name]),
                                        _shapes.as_shape(output_shapes[name]))
                            for name in output_types})
        return Dataset(_part(_dtypes.as_dtype(output_types), _shapes.as_shape(output_shapes)))

    @staticmethod
    def range(*args, **kwargs):
        return Dataset(_scalar(_dtypes.int64))

    @staticmethod
    def list_files(file_pattern, shuffle=None, seed=None, name=None):
        return Dataset(_scalar(_dtypes.string))

    @staticmethod
    def zip(*args, datasets=None, name=None):
        given = datasets if datasets is not None else args[0] if len(args) == 1 else args
        return Dataset(mapped(_element_of, given))

    def _called(self, function):
        """What a function of the program gives for an element, in a graph of its own."""
        with _graph.Graph().as_default():
            if known(self._element) and type(self._element) is tuple:
                return function(*self._element)
            return function(self._element)

    def map(self, map_func, num_parallel_calls=None, deterministic=None, **kwargs):
        return Dataset(mapped(_copied, self._called(map_func)))

    map_with_legacy_function = map

    def flat_map(self, map_func, name=None):
        return Dataset(_element_of(self._called(map_func)))

    def interleave(self, map_func, cycle_length=None, block_length=None, **kwargs):
        return Dataset(_element_of(self._called(map_func)))

    def filter(self, predicate, name=None):
        self._called(predicate)
        return Dataset(self._element)

    def _same(self, *args, **kwargs):
        return Dataset(self._element)

    repeat = shuffle = prefetch = take = skip = cache = shard = with_options = _same
    concatenate = rebatch = ignore_errors = snapshot = _same

    def batch(self, batch_size, drop_remainder=False, num_parallel_calls=None, **kwargs):
        if not known(drop_remainder):
            size = unknown('the size of a batch', 'int')
        else:
            size = batch_size if drop_remainder else None
        return Dataset(mapped(lambda part: _sparse_or(
            _with_dims(lambda dims: [_size(size)] + dims), part), self._element))

    def padded_batch(self, batch_size, padded_shapes=None, padding_values=None,
                     drop_remainder=False, name=None):
        return Dataset(mapped(lambda part: _sparse_or(
            _with_dims(lambda dims: [None] + [unknown('a padded dimension', 'int') for _ in dims]),
            part), self._element))

    def unbatch(self, name=None):
        return Dataset(mapped(lambda part: _sparse_or(
            _with_dims(lambda dims: dims[1:]), part), self._element))

    def enumerate(self, start=0, name=None):
        return Dataset((_scalar(_dtypes.int64), self._element))

    def apply(self, transformation_func, name=None):
        return transformation_func(self)

    def make_one_shot_iterator(self):
        return Iterator(self._element)

    def make_initializable_iterator(self, shared_name=None):
        return Iterator(self._element)

    def __iter__(self):
        elements = unknown('the elements of a dataset', 'list')
        return map(lambda _: _taken(self._element), elements)

    def __len__(self):
        return unknown('how many elements a dataset has', 'int')

    def __getattr__(self, name):
        if name[:1] == '_':
            raise AttributeError(name)
        return _ckptmap.unknown_function('tf.data.Dataset.' + name)


DatasetV1 = DatasetV2 = Dataset


class Iterator:
    """What gives the elements one after another."""

    def __init__(self, element):
        self._element = element

    @property
    def initializer(self):
        return _graph.no_op('MakeIterator')

    def get_next(self, name=None):
        return _taken(self._element)

    def __iter__(self):
        return self

    def __next__(self):
        return _taken(self._element)


def make_one_shot_iterator(dataset):
    return dataset.make_one_shot_iterator()


def make_initializable_iterator(dataset, shared_name=None):
    return dataset.make_initializable_iterator()


def TFRecordDataset(filenames, *args, **kwargs):
    return Dataset(_scalar(_dtypes.string))


TextLineDataset = FixedLengthRecordDataset = TFRecordDataset


def map_and_batch(map_func, batch_size, num_parallel_batches=None, drop_remainder=False,
                  num_parallel_calls=None):
    return lambda dataset: dataset.map(map_func).batch(batch_size, drop_remainder)


def parallel_interleave(map_func, *args, **kwargs):
    return lambda dataset: dataset.interleave(map_func)


def transformation(*args, **kwargs):
    """One that leaves the elements as they are."""
    return lambda dataset: dataset.repeat()


def element_of(dataset):
    """An element of what an input function gives, in the present graph; None of anything else."""
    return _taken(dataset._element) if isinstance(dataset, Dataset) else None


def _element_of(dataset):
    return dataset._element if known(dataset) and isinstance(dataset, Dataset) else hidden()


def _taken(element):
    """An element, as tensors of the present graph. Only the first has a name that is known."""
    names = [_graph.op_name(None, 'IteratorGetNext')]

    def taken(part):
        if hasattr(part, 'dense_shape') or not hasattr(part, '_shape'):
            return hidden()
        return _part(part.dtype, part._shape, names.pop() if names else None)
    return mapped(taken, element)


def _copied(value):
    """A tensor of the same type and shape as a value."""
    if hasattr(value, 'dense_shape'):
        return value
    operand = as_operand(value)
    return _part(operand.dtype, operand._shape)


def _size(size):
    return None if isinstance(size, Tensor) else size
