"""Random programs of pure Python with what CPython computes for them: the oracle's questions and
answers (oracle.ts asks the evaluator the same).

`python3 generate_programs.py --seed 7 --count 5000` prints one JSON object a line:
`{"id", "source", "inputs", "runs": [{"claims": [text, ...], "ends": [class, message] or null}]}`.
A program makes its claims with `show(value)`. Nine of ten know everything; they are run twice,
under two seeds of Python's hashes, as the order of a set of strings is nobody's to know. The tenth
reads inputs from the module `inputs`, which the evaluator does not know: they are run with several.
What the evaluator claims to know must be what every run says.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import types
import warnings

import library_families
import program_families
import value_families
from random_flow import Flow

SHOW = '''claims = []
def show(value):
    claims.append(repr(value))
'''

INPUTS = {
    'int': [1, 2, 5, -3],
    'bool': [True, False],
    'str': ['a', 'xyz', '17'],
    'list': [[1], [3, 1, 2], []],
}
RUNS = 6
FAMILIES = [*value_families.FAMILIES, *program_families.FAMILIES, *library_families.FAMILIES]


def known_program(rng):
    if rng.random() < 0.25:
        return Flow(rng).program(rng.randint(4, 14))
    family = rng.choice(FAMILIES)
    return '\n'.join(family(rng)) + '\n'


def unknown_program(rng):
    """A program and the sets of inputs to run it with."""
    used = []

    def unknown(kind):
        same = [name for name in used if name.startswith(kind)]
        name = rng.choice(same) if same and rng.random() < 0.5 else f'{kind}_{len(used)}'
        if name not in used:
            used.append(name)
        return f'inputs.{name}'

    source = Flow(rng, unknown).program(rng.randint(4, 12))
    sets = [
        {name: rng.choice(INPUTS[name.split('_')[0]]) for name in used} for _ in range(RUNS)
    ]
    return 'import inputs\n' + source, sets


def programs(seed, count):
    for number in range(count):
        rng = random.Random(f'{seed}/{number}')
        source, sets = unknown_program(rng) if number % 10 == 9 else (known_program(rng), [])
        source = SHOW + value_families.PRELUDE + source
        yield {'id': f'{seed}/{number}', 'source': source, 'inputs': sets}


def run(source, values):
    """What one run of a program claims, and how it ends."""
    scope = {'__name__': '__main__'}
    if values is not None:
        module = types.ModuleType('inputs')
        vars(module).update(json.loads(json.dumps(values)))
        sys.modules['inputs'] = module
    ends = None
    try:
        exec(compile(source, 'program.py', 'exec', dont_inherit=True), scope)
    except Exception as error:
        ends = [type(error).__name__, str(error)]
    return {'claims': scope.get('claims', []), 'ends': ends}


def answer():
    """Reads programs from standard input and prints what they claim: the work of a child."""
    warnings.simplefilter('ignore')
    for line in sys.stdin:
        program = json.loads(line)
        runs = [run(program['source'], values) for values in program['inputs'] or [None]]
        print(json.dumps(runs), flush=False)


def ask(lines, hashes):
    environment = dict(os.environ, PYTHONHASHSEED=str(hashes))
    command = [sys.executable, os.path.abspath(__file__), '--answer']
    child = subprocess.run(
        command, input='\n'.join(lines), env=environment, stdout=subprocess.PIPE, check=True, text=True
    )
    return [json.loads(line) for line in child.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seed', default='0')
    parser.add_argument('--count', type=int, default=5000)
    parser.add_argument('--answer', action='store_true', help='the work of a child')
    parser.add_argument('files', nargs='*', help='programs to run in place of random ones')
    options = parser.parse_args()
    if options.answer:
        return answer()
    made = list(programs(options.seed, options.count))
    if options.files:
        made = []
        for path in options.files:
            with open(path, encoding='utf-8') as file:
                made.append({'id': os.path.basename(path), 'source': file.read(), 'inputs': []})
    lines = [json.dumps(program) for program in made]
    for program, one, other in zip(made, ask(lines, 1), ask(lines, 2)):
        print(json.dumps({**program, 'runs': one + other}))


if __name__ == '__main__':
    main()
