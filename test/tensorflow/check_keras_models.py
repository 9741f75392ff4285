"""Compare the variables that our command line lists for models of Keras with those Keras loads.

    python test/tensorflow/check_keras_models.py [--seed N] [--models N]

Random models of Keras 2 and 3 are saved in every way that Keras has (`.keras`, HDF5, JSON), loaded
again, and listed: by `inspect` where the configuration is a file of its own, with shapes and types;
by `plan` for the others, by name. `npm run build` comes first. The seed is printed, and makes the
same models again. The last line is `N passed, N failed`, in files.
"""

import argparse
import datetime
import json
import os
import random
import subprocess
import sys
import tempfile
import warnings

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
os.environ.setdefault('CUDA_VISIBLE_DEVICES', '-1')
sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
warnings.simplefilter('ignore')

import keras  # noqa: E402
import tensorflow as tf  # noqa: E402
import tf_keras  # noqa: E402

from keras_models import load_json, variables_of  # noqa: E402
from keras_random import random_model  # noqa: E402

CLI = os.path.join(HERE, '..', '..', 'dist', 'cli.cjs')


def run(*arguments):
    result = subprocess.run(['node', CLI, *arguments], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, check=False)
    # A plan may raise and a listing may have findings: what counts is what is printed.
    if result.returncode == 2 or not result.stdout:
        raise AssertionError('%s ended with %d: %s' % (
            ' '.join(arguments[:2]), result.returncode, result.stderr.decode()[-500:]))
    return json.loads(result.stdout)


def listed(path):
    """What `inspect` says of the variables of a configuration."""
    listing = run('inspect', path, '--format', 'json')
    assert listing['certainty'] == 'graph', listing['certainty']
    for each in listing['variables']:
        assert each['kind'] == 'resource' and each['storeKey'] is None, each
    return [[each['name'], each['shape'], each['dtype'], each['trainable']]
            for each in listing['variables']]


def loaded(package, path):
    package.backend.clear_session()
    return variables_of(package.models.load_model(path, compile=False))


def write(package, model, folder, name):
    """Pairs of a file and the variables that Keras loads from it."""
    written = os.path.join(folder, name + '.json')
    with open(written, 'w', encoding='utf-8') as file:
        file.write(model.to_json())
    yield written, variables_of(load_json(package, model.to_json()))
    for ending in ('.keras', '.h5'):
        path = os.path.join(folder, name + ending)
        model.save(path)
        yield path, loaded(package, path)


def planned(files, folder):
    """The names of the variables of each model, by one run of `plan` over maps that are empty."""
    prefix = os.path.join(folder, 'empty.ckpt')
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        variable = tf.compat.v1.get_variable('v', initializer=1.0)
        session.run(variable.initializer)
        tf.compat.v1.train.Saver([variable]).save(session, prefix, write_meta_graph=False)
    maps = []
    for path in files:
        maps.append(path + '.ckptmap.json')
        with open(maps[-1], 'w', encoding='utf-8') as file:
            json.dump({'checkpoint': prefix, 'model': path, 'assignment_map': {}}, file)
    plans = run('plan', *maps, '--format', 'json')
    return [plan['calls'][0]['unassigned'] for plan in plans]


def main():
    today = datetime.date.today()
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--seed', type=int,
                        default=today.year * 10000 + today.month * 100 + today.day)
    parser.add_argument('--models', type=int, default=60)
    options = parser.parse_args()
    print('seed %d' % options.seed, flush=True)
    passed, failures = 0, []
    with tempfile.TemporaryDirectory() as folder:
        archives = []
        for number in range(options.models):
            package = (tf_keras, keras)[number % 2]
            rng = random.Random('%d/%d' % (options.seed, number))
            package.backend.clear_session()
            model = random_model(package, rng)
            for path, expected in write(package, model, folder, 'model%d' % number):
                if not path.endswith('.json'):
                    archives.append((path, expected))
                    continue
                found = listed(path)
                passed += found == expected
                if found != expected:
                    failures.append(difference(path, found, expected))
        for (path, expected), names in zip(archives, planned([a for a, _ in archives], folder)):
            # Of variables with the same name the plan lists each.
            right = sorted(names) == sorted(name for name, *_ in expected)
            passed += right
            if not right:
                failures.append(difference(path, sorted(names), sorted(n for n, *_ in expected)))
    for failure in failures:
        print(failure)
    print('seed %d' % options.seed)
    print('%d passed, %d failed' % (passed, len(failures)))
    sys.exit(1 if failures or not passed else 0)


def difference(path, found, expected):
    name = os.path.basename(path)
    ours = [each for each in found if each not in expected]
    theirs = [each for each in expected if each not in found]
    return '%s: found %s, expected %s%s' % (
        name, ours[:6], theirs[:6], '' if ours or theirs else ', in another order')


if __name__ == '__main__':
    main()
