# keras.Layer: what attributes track, how it is built, and what a call makes.
# In Keras: layers/layer.py, backend/tensorflow/{layer,trackable}.py and utils/tracking.py.
# Lists and dicts in attributes are no edges of a checkpoint here, unlike in tf.Module.

import _ckptmap
from _ckptmap import known

from tensorflow._tracking import AutoTrackable, Trackable, holds, track_attribute

from keras import _call_context, _collections, _members, _state, _tree
from keras._operation import Operation
from keras._tree import KerasTensor
from keras._variable import SeedGenerator, Variable
from keras._weights import Weights

_LOCKED = (
    'You cannot add new elements of state (variables or sub-layers) to a layer that is already '
    'built. All state must be created in the `__init__()` method or in the `build()` method.')


def put(owner, name, value):
    """Sets an attribute that tracks nothing."""
    object.__setattr__(owner, name, value)


class Layer(Operation, Weights, AutoTrackable):
    """A layer; its class says how it is built and which shape it gives."""

    _members_ = _members.LAYER

    _ready = False

    def __init__(self, *, activity_regularizer=None, trainable=True, dtype=None, autocast=True,
                 name=None, **kwargs):
        Operation.__init__(self, name)
        self._initialize_stores()
        shape = kwargs.pop('input_shape', None)
        size = kwargs.pop('input_dim', None)
        shape = (size,) if size is not None else shape
        if shape is not None:
            put(self, '_input_shape_arg', shape)
        if kwargs:
            raise ValueError('Unrecognized keyword arguments passed to %s: %s'
                             % (type(self).__name__, kwargs))
        put(self, '_trainable', trainable)
        put(self, '_dtype', _policy_of(dtype))
        put(self, 'activity_regularizer', activity_regularizer)
        put(self, 'autocast', autocast)
        put(self, 'built', False)
        put(self, '_path', None)
        put(self, '_parent_path', None)
        put(self, '_called', False)
        put(self, 'supports_masking', False)
        put(self, 'input_spec', None)
        put(self, '_ready', True)
        self._wrap_build()

    def _initialize_stores(self):
        if getattr(self, '_own_variables', None) is None:
            put(self, '_own_variables', [])
            put(self, '_fixed_variables', [])
            put(self, '_own_layers', [])
            put(self, '_own_metrics', [])
            put(self, '_seeds', [])
            put(self, '_locked', False)

    def _wrap_build(self):
        """Whoever calls `build`: it runs in the layer's scope, and ends the making of state."""
        own = type(self).build

        def build(*args, **kwargs):
            with self._open_name_scope():
                put(self, '_path', _state.current_path())
                own(self, *args, **kwargs)
            put(self, 'built', True)
            self._lock_state()
        put(self, 'build', build)

    # What attributes track.

    def __setattr__(self, name, value):
        self._initialize_stores()
        if holds(self, name, value) and not isinstance(value, _collections.Tracked):
            return
        value = self._track_value(value, name)
        if not known(value) or isinstance(value, (Trackable, tuple)):
            if known(value):
                _collections.say_saved(value)
            value = track_attribute(self, name, value)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        value = getattr(self, name, None)
        if known(value) and isinstance(value, Variable):
            self._own_variables[:] = [v for v in self._own_variables if v is not value]
            self._fixed_variables[:] = [v for v in self._fixed_variables if v is not value]
        AutoTrackable.__delattr__(self, name)

    def _track_value(self, value, name):
        """Adds what a value holds to the layer's stores; returns what the attribute holds."""
        if not known(value):
            return value
        if isinstance(value, Variable):
            if not self._has_variable(value):
                self._add(self._own_variables if value.trainable else self._fixed_variables, value)
        elif isinstance(value, Layer):
            self._add(self._own_metrics if value._is_metric else self._own_layers, value)
        elif isinstance(value, SeedGenerator):
            self._add(self._seeds, value)
        elif isinstance(value, tuple):
            items = [self._track_value(item, None) for item in value]
            return type(value)(*items) if hasattr(value, '_fields') else tuple(items)
        return _collections.taken_over(value, self, name)

    def _untrack_value(self, value):
        """Takes out of the layer's stores what has left one of its collections."""
        for store in (self._own_variables, self._fixed_variables, self._own_layers,
                      self._own_metrics, self._seeds):
            store[:] = [item for item in store if item is not value]

    def _has_variable(self, variable):
        return (any(v is variable for v in self._own_variables)
                or any(v is variable for v in self._fixed_variables))

    def _add(self, store, value):
        if any(item is value for item in store):
            return
        if self._locked:
            raise ValueError(_LOCKED)
        store.append(value)

    _is_metric = False

    def _lock_state(self):
        put(self, '_locked', True)

    # Building.

    def _open_name_scope(self):
        if self._parent_path is None:
            put(self, '_parent_path', _state.current_path())
        return _state.NameScope(self.name, caller=self)

    def build(self, input_shape=None):
        put(self, 'built', True)

    def _builds_itself(self):
        return type(self).build is not Layer.build

    def add_weight(self, shape=None, initializer=None, dtype=None, trainable=True, autocast=True,
                   regularizer=None, constraint=None, aggregation='none',
                   overwrite_with_gradient=False, name=None, **kwargs):
        self._check_ready()
        if known(shape) and isinstance(shape, str):
            raise ValueError(
                '`name` must be passed as a keyword argument. Received: '
                "add_weight('%s', ...). Use: add_weight(shape=..., name='%s')." % (shape, shape))
        shape = () if shape is None else shape
        dtype = self.variable_dtype if dtype is None else dtype
        with _state.NameScope(self.name, caller=self):
            variable = Variable(initializer='zeros', shape=shape, dtype=dtype,
                                trainable=trainable, name=name)
        self._track_variable(variable)
        return variable

    add_variable = add_weight

    def _track_variable(self, variable):
        self._add(self._own_variables if variable.trainable else self._fixed_variables, variable)
        if not self.trainable:
            variable.trainable = False

    def _check_ready(self):
        if not self._ready:
            raise RuntimeError(
                "In layer '%s', you forgot to call `super().__init__()` as the first statement "
                'in the `__init__()` method. Go add it!' % type(self).__name__)

    def _has_unbuilt_state(self):
        return any(not layer.built for layer in self._own_layers)

    def _maybe_build(self, args, kwargs):
        if self.built:
            return
        shapes = _shapes_of_arguments(self, args, kwargs)
        if self._builds_itself():
            self._build_with(shapes)
            return
        if self._has_unbuilt_state():
            try:
                with _state.Trial():
                    self._run(*_concrete((args, kwargs)))
            except Exception:
                if not _tree.is_symbolic((args, kwargs)):
                    # The call itself will make the variables.
                    return
        self.build(shapes[0][1] if shapes else None)

    def _build_with(self, shapes):
        names = _ckptmap.parameter_names(type(self).build)
        if known(names) and names is not None and len(names) > 2 and len(shapes) > 1:
            given = dict(shapes)
            self.build(**dict([(name, given[name]) for name in names[1:] if name in given]))
        else:
            self.build(shapes[0][1] if shapes else None)

    # Calling.

    def __call__(self, *args, **kwargs):
        self._check_ready()
        put(self, '_called', True)
        original = (args, kwargs)
        args = tuple([_tree.as_input(arg) for arg in args])
        kwargs = dict([(name, _tree.as_input(kwargs[name])) for name in kwargs])
        with self._open_name_scope():
            self._maybe_build(args, _call_context.without_unused(self, kwargs))
        kwargs = _call_context.enter(self).settle(self, args, kwargs)
        try:
            with self._open_name_scope():
                symbolic = _tree.is_symbolic(original)
                if symbolic:
                    outputs = self.compute_output_spec(*args, **kwargs)
                else:
                    outputs = self._run(args, kwargs)
                put(self, 'built', True)
        finally:
            _call_context.leave(self)
        if symbolic:
            self._add_node(original[0], original[1], outputs)
        return outputs

    def _run(self, args, kwargs):
        return self.call(*args, **kwargs)

    def call(self, *args, **kwargs):
        raise NotImplementedError(
            'Layer %s does not have a `call` method implemented.' % type(self).__name__)

    def compute_output_spec(self, *args, **kwargs):
        """The outputs for tensors of a functional model: the call is tried out."""
        if self._tells_output_shape():
            shapes = _shapes_of_arguments(self, args, kwargs)
            shape = self.compute_output_shape(shapes[0][1] if shapes else None)
            return symbolic_of(shape, self.compute_dtype)
        with _state.Trial():
            outputs = self._run(*_concrete((args, kwargs)))
        return _tree.map_structure(_symbolic, outputs)

    def _tells_output_shape(self):
        """Whether its class says which shape comes out, so that no call has to be tried."""
        return type(self).compute_output_shape is not Layer.compute_output_shape

    def compute_output_shape(self, *args, **kwargs):
        raise NotImplementedError(
            'Layer %s does not have a `compute_output_shape` method implemented. Should '
            'implement `def compute_output_shape(self, input_shape)`.' % type(self).__name__)

    def _flatten_layers(self, include_self=True, recursive=True):
        found = [self] if include_self else []
        for layer in self._layers:
            found.append(layer)
            if recursive:
                found.extend(layer._flatten_layers(include_self=False))
        return found

    def __repr__(self):
        return '<%s name=%s, built=%s>' % (type(self).__name__, self.name, self.built)


def _policy_of(dtype):
    """(the type of computations, the type of variables) of a policy, its name, or a type."""
    from keras import _policies
    return _policies.types_of(dtype)


def _shapes_of_arguments(layer, args, kwargs):
    """The shapes of the tensors among a call's arguments: [(name + '_shape', shape)]."""
    found = []
    names = _ckptmap.parameter_names(type(layer).call) if len(args) > 1 or kwargs else None
    for index, arg in enumerate(args):
        name = 'inputs'
        if known(names) and names is not None and index + 1 < len(names):
            name = names[index + 1]
        if _has_tensor(arg):
            found.append((name + '_shape', _tree.shape_of(arg)))
    for name in kwargs:
        if _has_tensor(kwargs[name]):
            found.append((name + '_shape', _tree.shape_of(kwargs[name])))
    return found


def _has_tensor(arg):
    return any(not known(leaf) or _tree.is_tensor(leaf) for leaf in _tree.flatten(arg))


def _concrete(arguments):
    """Arguments with tensors of a functional model replaced by others of their shapes."""
    return _tree.map_structure(_concrete_leaf, arguments)


def _concrete_leaf(x):
    if known(x) and isinstance(x, KerasTensor):
        return _tree.tensor(x.shape, x.dtype)
    return x


def _symbolic(x):
    if _tree.is_tensor(x):
        return KerasTensor(_tree.shape_of(x), x.dtype)
    return x


def symbolic_of(shape, dtype):
    """Tensors of a functional model of a shape, or of a structure of shapes."""
    if _tree.is_shape(shape):
        return KerasTensor(shape, dtype)
    if isinstance(shape, dict):
        return dict([(key, symbolic_of(shape[key], dtype)) for key in shape])
    return [symbolic_of(item, dtype) for item in shape]
