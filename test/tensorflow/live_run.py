"""Compare our command line with real TensorFlow on random models, checkpoints and maps.

    python test/tensorflow/live_run.py [--seed N] [--cases N] [--world I] [--workers N]

Writes worlds into a temporary folder: a checkpoint and a model by TensorFlow itself, and maps that
are mostly nearly right. Each map is resolved by `node dist/cli.cjs plan` (build it first) through
every source of the model, and by TensorFlow; outcome, errors and assignments must be the same.
Where a source cannot say something, the same map is resolved once more with that told, and must
agree then: docs/certainty.md explains the kinds. The seed is printed; `--seed N --world I` runs one
world again. The last line is `N passed, N failed`, in maps.
"""

import argparse
import collections
import datetime
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
import traceback

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
os.environ.setdefault('CUDA_VISIBLE_DEVICES', '-1')
sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [HERE, os.path.join(ROOT, 'server', 'src', 'cli')]

# A world costs some seconds, whatever is asked about it.
MAPS_IN_A_WORLD = 40


def run_world(arguments):
    seed, number, parent, count = arguments
    folder = os.path.join(parent, 'world-%04d' % number)
    os.makedirs(folder)
    # Here, so that the process which only counts does not load TensorFlow.
    from live_world import World
    world = World(seed, number, folder, count)
    try:
        world.run()
    except Exception:
        world.failures.append('world %d, in %s:\n%s' % (number, folder, traceback.format_exc()))
        world.failed = max(world.failed, 1)
    finally:
        os.chdir(parent)
    if world.failures:
        world.failed = max(world.failed, 1)
    else:
        shutil.rmtree(folder)
    return number, world.statistics, world.failures, world.failed


def main():
    today = datetime.date.today()
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--seed', type=int, default=today.year * 10000 + today.month * 100 + today.day)
    parser.add_argument('--cases', type=int, default=2000)
    parser.add_argument('--world', type=int)
    parser.add_argument('--workers', type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    print('seed %d: `--seed %d --world I` runs world I again' % (options.seed, options.seed),
          flush=True)
    start = time.time()
    parent = tempfile.mkdtemp(prefix='ckptmap-live-')
    numbers = range(-(-options.cases // MAPS_IN_A_WORLD))
    if options.world is not None:
        numbers = [options.world]
    work = [(options.seed, number, parent, MAPS_IN_A_WORLD) for number in numbers]
    total, failed = collections.Counter(), 0
    with multiprocessing.get_context('spawn').Pool(options.workers) as pool:
        for number, statistics, failures, bad in pool.imap_unordered(run_world, work):
            total.update(statistics)
            failed += bad
            for failure in failures:
                print('world %d: %s\n' % (number, failure), flush=True)
    for name in sorted(total):
        print('%7d  %s' % (total[name], name))
    if not failed:
        shutil.rmtree(parent)
    print('seed %d, %d s%s' % (options.seed, time.time() - start,
                               ', files are kept in ' + parent if failed else ''))
    passed = max(0, total['maps'] - failed)
    print('%d passed, %d failed' % (passed, failed))
    sys.exit(1 if failed or not passed else 0)


if __name__ == '__main__':
    main()
