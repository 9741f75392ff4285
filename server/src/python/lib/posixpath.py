# posixpath. Defined in CPython 3.11: Lib/posixpath.py.

from os.path import *
