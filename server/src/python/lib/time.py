# time: clocks are not known. Defined in CPython 3.11: Modules/timemodule.c.

from _python import unknown


def time():
    return unknown('a clock', 'float')


monotonic = perf_counter = process_time = thread_time = time


def time_ns():
    return unknown('a clock', 'int')


monotonic_ns = perf_counter_ns = process_time_ns = time_ns


def sleep(seconds):
    pass


def strftime(format, *when):
    return unknown('a clock', 'str')


def ctime(*when):
    return unknown('a clock', 'str')


asctime = ctime


def localtime(*when):
    return unknown('a clock')


gmtime = strptime = localtime


def mktime(when):
    return unknown('a clock', 'float')
