# logging: messages are not shown. Defined in CPython 3.11: Lib/logging/__init__.py.

from _python import unknown

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0

_names = {50: 'CRITICAL', 40: 'ERROR', 30: 'WARNING', 20: 'INFO', 10: 'DEBUG', 0: 'NOTSET'}


class Handler:
    def __init__(self, *args, **kwargs):
        self.level = NOTSET
        self.formatter = None

    def setLevel(self, level):
        self.level = level

    def setFormatter(self, fmt):
        self.formatter = fmt

    def addFilter(self, filter):
        pass

    def emit(self, record):
        pass

    def flush(self):
        pass

    def close(self):
        pass


class StreamHandler(Handler):
    pass


class FileHandler(StreamHandler):
    pass


class NullHandler(Handler):
    pass


class Formatter:
    def __init__(self, *args, **kwargs):
        pass


class Filter:
    def __init__(self, name=''):
        self.name = name


class Logger:
    def __init__(self, name, level=NOTSET):
        self.name = name
        self.level = level
        self.handlers = []
        self.propagate = True
        self.disabled = False
        self.parent = None

    def setLevel(self, level):
        self.level = level

    def getEffectiveLevel(self):
        return self.level

    def isEnabledFor(self, level):
        return unknown('the level of a logger', 'bool')

    def addHandler(self, handler):
        self.handlers.append(handler)

    def removeHandler(self, handler):
        if handler in self.handlers:
            self.handlers.remove(handler)

    def hasHandlers(self):
        return unknown('the handlers of a logger', 'bool')

    def addFilter(self, filter):
        pass

    def debug(self, msg, *args, **kwargs):
        pass

    info = warning = warn = error = critical = fatal = exception = debug

    def log(self, level, msg, *args, **kwargs):
        pass

    def getChild(self, suffix):
        return getLogger(self.name + '.' + suffix)


class LoggerAdapter(Logger):
    def __init__(self, logger, extra=None):
        Logger.__init__(self, logger.name)
        self.logger = logger
        self.extra = extra


root = Logger('root', WARNING)
_loggers = {}


def getLogger(name=None):
    if not name:
        return root
    if name not in _loggers:
        _loggers[name] = Logger(name)
    return _loggers[name]


def debug(msg, *args, **kwargs):
    pass


info = warning = warn = error = critical = fatal = exception = debug


def log(level, msg, *args, **kwargs):
    pass


def basicConfig(**kwargs):
    pass


def disable(level=CRITICAL):
    pass


def shutdown(*args):
    pass


def captureWarnings(capture):
    pass


def addLevelName(level, levelName):
    _names[level] = levelName


def getLevelName(level):
    return _names.get(level, 'Level %s' % level)


def getLoggerClass():
    return Logger


def setLoggerClass(klass):
    pass
