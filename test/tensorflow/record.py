"""Record what real TensorFlow does with the worlds of the worlds_*.py files.

    python test/tensorflow/record.py [WORLD ...]

Writes test/recorded/<world>/ anew, files and answers; check_recorded.py asks the same questions
again. The format is described in test/recorded/README.md.
"""

import collections
import json
import os
import sys

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from oracle import Oracle
from world import World

import worlds_damage
import worlds_documentation
import worlds_maps
import worlds_paths
import worlds_runtime
import worlds_semantics

WORLDS = {}
for module in (worlds_semantics, worlds_maps, worlds_paths, worlds_damage, worlds_runtime,
               worlds_documentation):
    WORLDS.update(module.WORLDS)


def compare(expected, case):
    """Fail where a recorded answer is not what its source says."""
    if case['outcome'] == 'raises':
        found = case['error']
    else:
        found = {}
        for assignment in case['assignments']:
            found[assignment['variable']] = {
                key: assignment[key] for key in ('becomes', 'error') if key in assignment}
            if 'error' not in assignment:
                found[assignment['variable']]['tensor'] = assignment['tensor']
    if found != expected:
        raise AssertionError('%s: expected %r, found %r' % (case['id'], expected, found))


def main():
    total = collections.Counter()
    with Oracle() as oracle:
        for name in sys.argv[1:] or WORLDS:
            world = World(name)
            WORLDS[name](world)
            cases = world.answer(oracle)
            for case in cases:
                # What only the data's bytes can say is not for a checker that does not read them.
                assert 'Checksum does not match' not in json.dumps(case), case
                if case['id'] in world.expected:
                    compare(world.expected[case['id']], case)
            outcomes = collections.Counter(case['outcome'] for case in cases)
            print(name, len(cases), dict(outcomes))
            total.update(outcomes)
    print('total', sum(total.values()), dict(total))


if __name__ == '__main__':
    main()
