"""Compare the model of object-based checkpoints and Keras with TensorFlow, program by program.

    CKPTMAP_SHARED=FOLDER python test/tensorflow/check_restores.py [NAME ...]

The programs of the collection in $CKPTMAP_SHARED are run under CPython against the model in
`server/src/tensorflow/lib`; what it says of each restore must be what TensorFlow did. Then programs
are made at random (`live_restores.py`), and run with both. The last line is `N passed, 0 failed`.
"""

import json
import os
import subprocess
import sys

sys.dont_write_bytecode = True
os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
os.environ.setdefault('CUDA_VISIBLE_DEVICES', '-1')

import restore_compare  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))


class Model:
    """The process that runs programs against the model."""

    def __init__(self):
        environment = {name: value for name, value in os.environ.items() if name != 'PYTHONPATH'}
        self.process = subprocess.Popen(
            [sys.executable, os.path.join(HERE, 'model_shim', 'run_programs.py')],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)

    def run(self, folder, file, setting=None, legacy=False):
        """What a program did, as the shim recorded it."""
        import restore_files
        setting = setting or {}
        self._say({'folder': os.path.abspath(folder), 'file': file,
                   'argv': setting.get('argv', []), 'environment': setting.get('env', {}),
                   'legacy': legacy})
        while True:
            message = json.loads(self.process.stdout.readline())
            if 'done' in message:
                return message['done']
            self._say(restore_files.answer(*message['ask']))

    def _say(self, message):
        self.process.stdin.write((json.dumps(message) + '\n').encode())
        self.process.stdin.flush()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def check_run(model, folder, file, run):
    """What is wrong with one run of one program: a list of texts."""
    done = model.run(folder, file, run.get('setting'))
    wrong = []
    said = [restore_compare.as_answer(each, folder) for each in done['restores']]
    for index in range(max(len(said), len(run['restores']))):
        if index >= len(said):
            wrong.append('restore %d is not said' % index)
        elif index >= len(run['restores']):
            wrong.append('restore %d does not happen: %s' % (index, said[index]['at']))
        else:
            at = said[index]['at']
            own = run['restores'][index]['at']
            if at is None or (at['line'], at['character']) != (own['line'], own['character']):
                wrong.append('restore %d is at %s, said at %s' % (index, own, at))
            found = restore_compare.differences(said[index], run['restores'][index], folder)
            wrong.extend('restore %d: %s' % (index, text) for text in found)
    if done['ends'] != run['ends']:
        wrong.append('ends with %s, said %s\n%s' % (run['ends'], done['ends'], done['text']))
    return wrong


def check_collection(model, folder, names):
    passed = failed = 0
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name, 'answer.json')
        if not os.path.exists(path) or names and name not in names:
            continue
        with open(path, encoding='utf-8') as file:
            answer = json.load(file)
        for run in answer['runs']:
            wrong = check_run(model, os.path.join(folder, name), answer['file'], run)
            if wrong:
                failed += 1
                print('%s %s:' % (name, ' '.join(answer['features'])))
                for text in wrong:
                    print('   ', text)
            else:
                passed += 1
    return passed, failed


def main(names):
    shared = os.environ.get('CKPTMAP_SHARED')
    if not shared:
        sys.exit('check_restores: found no CKPTMAP_SHARED in the environment; it names the folder '
                 'of the collection')
    model = Model()
    passed, failed = check_collection(
        model, os.path.join(shared, 'conformance', 'restore'), names)
    model.close()
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
