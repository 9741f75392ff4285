# typing_extensions, which has what typing has.

from typing import *
from typing import _Special, __getattr__
