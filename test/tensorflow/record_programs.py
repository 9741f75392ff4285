"""Record what TensorFlow does with the programs in test/fixtures/programs.

Each folder holds a program that loads (train.py) or restores (restore.py), what it imports, and for
the first kind `tensors.json` ({prefix: {name: [shape, dtype]}}). What the quick fixes make of a
program that is wrong is beside it (fixed.py), and run as well. Writes the checkpoint files and
`answer.json`; with --check, runs the programs in copies and fails where they do otherwise. `--only`
names programs. The last line is `N passed, N failed`.
"""

import argparse
import json
import os
import re
import shutil
import sys
import tempfile

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
os.environ.setdefault('CUDA_VISIBLE_DEVICES', '-1')
sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [HERE, os.path.join(ROOT, 'server', 'src', 'cli')]

import older_packages  # noqa: E402
import restore_oracle  # noqa: E402
from live_programs import set_as  # noqa: E402
from program_oracle import GraphOracle  # noqa: E402

PROGRAMS = os.path.join(ROOT, 'test', 'fixtures', 'programs')

SETTINGS = {
    'averages': [{}, {'argv': ['--how', 'names']}, {'argv': ['--how', 'suffix']}],
    'bert_flags': [{}, {'env': {'LAYERS': '3'}}, {'env': {'INIT_CHECKPOINT': ''}}],
    'open_collection': [{}, {'env': {'COLLECTION': 'variables'}}],
    'open_name': [{}, {'env': {'NAME': 'w'}}, {'env': {'NAME': 'enc'}}],
    'open_operand': [{}, {'env': {'TURNS': '2'}}],
    'open_paths': [{}, {'env': {'WIDE': '1', 'EXTRA': '1'}}, {'env': {'STORED': '1'}},
                   {'env': {'EXTRA': '1', 'STOP': '1'}}],
    'open_attributes': [{}, {'env': {'HEAD': '1'}}],
    'open_slices': [{}, {'env': {'SIZE': '1'}}],
    'open_trainable': [{}, {'env': {'TRAIN': '1'}}],
}


def write_files(oracle, folder):
    """The checkpoints that a program finds, by TensorFlow."""
    tensors = os.path.join(folder, 'tensors.json')
    if os.path.exists(tensors):
        with open(tensors, encoding='utf-8') as file:
            for prefix, described in json.load(file).items():
                oracle.write(folder, prefix, described)
    if os.path.exists(os.path.join(folder, 'save.py')):
        sys.path.insert(0, folder)
        saved = restore_oracle.run(folder, 'save.py', record=False)
        sys.path.remove(folder)
        if saved['ends'] is not None:
            raise AssertionError(saved['text'])


def answer(oracle, name):
    """The runs of a program, each in a copy of its folder."""
    own = os.path.join(PROGRAMS, name)
    loads = os.path.exists(os.path.join(own, 'train.py'))
    file = 'train.py' if loads else 'restore.py'
    found = {'runs': [dict(run_once(oracle, own, file, loads, setting), setting=setting)
                      for setting in SETTINGS.get(name, [{}])]}
    if os.path.exists(os.path.join(own, 'fixed.py')):
        found['fixed'] = run_once(oracle, own, 'fixed.py', loads, {})
    return found


def run_once(oracle, own, file, loads, setting):
    """What a program of a folder does in a copy of that."""
    with tempfile.TemporaryDirectory() as place:
        folder = os.path.join(os.path.realpath(place), os.path.basename(own))
        shutil.copytree(own, folder)
        if loads:
            run = oracle.run(folder, file, setting)
            if 'broken' in run:
                raise AssertionError(run['broken'])
            del run['endsAt']
            return run
        sys.path.insert(0, folder)
        with set_as(setting):
            run = restore_oracle.run(folder, file)
        sys.path.remove(folder)
        if run['ends'] is not None:
            raise AssertionError(run['text'])
        for restore in run['restores']:
            if restore['error'] is not None:
                # Keras names a variable by its scope, which a restore cannot foresee.
                restore['error']['message'] = re.sub(
                    r' and name \S+/\w+:0\.$', ' and name $NAME.', restore['error']['message'])
        return {'ends': run['ends'], 'restores': run['restores']}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('--check', action='store_true')
    parser.add_argument('--only', nargs='+', default=sorted(os.listdir(PROGRAMS)))
    options = parser.parse_args()
    check = options.check
    oracle = GraphOracle()
    older_packages.install_estimator()
    passed = failed = 0
    for name in options.only:
        folder = os.path.join(PROGRAMS, name)
        path = os.path.join(folder, 'answer.json')
        if not check:
            write_files(oracle, folder)
        text = json.dumps(answer(oracle, name), indent=1) + '\n'
        if not check:
            with open(path, 'w', encoding='utf-8') as file:
                file.write(text)
        with open(path, encoding='utf-8') as file:
            same = file.read() == text
        passed, failed = passed + same, failed + (not same)
        if not same:
            print('%s does not do what is recorded' % name)
    print('%d passed, %d failed' % (passed, failed))
    sys.exit(1 if failed or not passed else 0)


if __name__ == '__main__':
    main()
