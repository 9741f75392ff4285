# tf.errors: the exceptions of TensorFlow's runtime, with their codes.
# In TensorFlow: python/framework/errors_impl.py.

OK = 0
CANCELLED = 1
UNKNOWN = 2
INVALID_ARGUMENT = 3
DEADLINE_EXCEEDED = 4
NOT_FOUND = 5
ALREADY_EXISTS = 6
PERMISSION_DENIED = 7
RESOURCE_EXHAUSTED = 8
FAILED_PRECONDITION = 9
ABORTED = 10
OUT_OF_RANGE = 11
UNIMPLEMENTED = 12
INTERNAL = 13
UNAVAILABLE = 14
DATA_LOSS = 15
UNAUTHENTICATED = 16


class OpError(Exception):
    """What the runtime raises; prints as its message."""

    def __init__(self, node_def, op, message, error_code=UNKNOWN, *args):
        super().__init__()
        self._node_def = node_def
        self._op = op
        self._message = message
        self._error_code = error_code

    @property
    def message(self):
        return self._message

    @property
    def op(self):
        return self._op

    @property
    def node_def(self):
        return self._node_def

    @property
    def error_code(self):
        return self._error_code

    @property
    def experimental_payloads(self):
        return {}

    def __str__(self):
        return self._message


class CancelledError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, CANCELLED)


class UnknownError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, UNKNOWN)


class InvalidArgumentError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, INVALID_ARGUMENT)


class DeadlineExceededError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, DEADLINE_EXCEEDED)


class NotFoundError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, NOT_FOUND)


class AlreadyExistsError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, ALREADY_EXISTS)


class PermissionDeniedError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, PERMISSION_DENIED)


class UnauthenticatedError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, UNAUTHENTICATED)


class ResourceExhaustedError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, RESOURCE_EXHAUSTED)


class FailedPreconditionError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, FAILED_PRECONDITION)


class AbortedError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, ABORTED)


class OutOfRangeError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, OUT_OF_RANGE)


class UnimplementedError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, UNIMPLEMENTED)


class InternalError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, INTERNAL)


class UnavailableError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, UNAVAILABLE)


class DataLossError(OpError):
    def __init__(self, node_def, op, message, *args):
        super().__init__(node_def, op, message, DATA_LOSS)


class OperatorNotAllowedInGraphError(TypeError):
    pass


_BUILTIN = {
    'ValueError': ValueError, 'TypeError': TypeError, 'KeyError': KeyError,
    'AttributeError': AttributeError, 'IndexError': IndexError, 'RuntimeError': RuntimeError,
    'AssertionError': AssertionError, 'NotImplementedError': NotImplementedError,
    'UnicodeDecodeError': ValueError, 'UnicodeEncodeError': ValueError,
}
_RUNTIME = {
    'OpError': OpError, 'CancelledError': CancelledError, 'UnknownError': UnknownError,
    'InvalidArgumentError': InvalidArgumentError, 'NotFoundError': NotFoundError,
    'AlreadyExistsError': AlreadyExistsError, 'PermissionDeniedError': PermissionDeniedError,
    'FailedPreconditionError': FailedPreconditionError, 'AbortedError': AbortedError,
    'OutOfRangeError': OutOfRangeError, 'UnimplementedError': UnimplementedError,
    'InternalError': InternalError, 'UnavailableError': UnavailableError,
    'DataLossError': DataLossError, 'ResourceExhaustedError': ResourceExhaustedError,
    'DeadlineExceededError': DeadlineExceededError,
}


def error_of(type_name, message):
    """The exception to raise for what the native module reports as (type name, message)."""
    if type_name in _RUNTIME:
        kind = _RUNTIME[type_name]
        return kind(None, None, message)
    if type_name == 'KeyError' and message.isdigit():
        return KeyError(int(message))
    return _BUILTIN.get(type_name, Exception)(message)
