"""Ask the installed TensorFlow every recorded question again, and fail where it answers otherwise.

    python test/tensorflow/check_recorded.py [WORLD ...]

Reads test/recorded/ alone and writes nothing there. The last line is `N passed, 0 failed`.
"""

import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from oracle import RECORDED, Oracle


def read_cases(world, name):
    path = os.path.join(RECORDED, world, name)
    if os.path.exists(path):
        with open(path, encoding='utf-8') as file:
            for line in file:
                yield json.loads(line)


def main():
    worlds = sys.argv[1:] or sorted(
        world for world in os.listdir(RECORDED)
        if os.path.exists(os.path.join(RECORDED, world, 'cases.jsonl')))
    passed = failed = 0
    with Oracle() as oracle, Oracle(forks=True) as fork:
        for world in worlds:
            cases = [(case, oracle) for case in read_cases(world, 'cases.jsonl')]
            cases += [(case, fork) for case in read_cases(world, 'aborts.jsonl')]
            for case, oracle_of_case in cases:
                answer = oracle_of_case.answer(os.path.join(RECORDED, world), case)
                recorded = {key: case[key] for key in answer}
                if answer == recorded:
                    passed += 1
                    continue
                failed += 1
                print('%s %s (%s)\n  recorded %s\n  now      %s' % (
                    world, case['id'], case['source'], json.dumps(recorded), json.dumps(answer)))
    print('%d passed, %d failed' % (passed, failed))
    sys.exit(1 if failed or not passed else 0)


if __name__ == '__main__':
    main()
