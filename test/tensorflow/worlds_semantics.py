"""Worlds of the specification's own examples, TensorFlow's own tests, and the example folder."""

import json
import os

import numpy
import yaml

from oracle import HERE, ROOT
from world import v1, zeros


def specification_vectors(world):
    """The 43 vectors of the specification, whose expectations the answers must meet."""
    with open(os.path.join(HERE, 'semantics_vectors.jsonl'), encoding='utf-8') as file:
        vectors = [json.loads(line) for line in file]
    checkpoints, models = {}, {}
    for vector in vectors:
        key = json.dumps(vector['ckpt'])
        if key not in checkpoints:
            checkpoints[key] = 'ckpt-%d' % len(checkpoints)
            world.bundle(
                checkpoints[key],
                {
                    name: numpy.zeros(shape, dtype)
                    for name, (dtype, shape) in vector['ckpt'].items()
                },
            )
        key_of_model = json.dumps([vector['vars'], vector['variables']])
        if key_of_model not in models:
            models[key_of_model] = 'model-%02d.variables.json' % len(models)
            world.model(lambda: _build(vector), models[key_of_model])
        world.case(
            'semantics appendix A',
            vector['map'],
            checkpoints[key],
            models[key_of_model],
            id=vector['id'],
        )
        world.expected[vector['id']] = _expectation(vector, checkpoints[key])


def _build(vector):
    resource = vector['variables'] == 'resource'
    for item in vector['vars']:
        dtype = item.get('dtype', 'float32')
        if item.get('api') == 'Variable':
            v1.Variable(
                zeros(*item['shape'], dtype=dtype), name=item['name'], use_resource=resource
            )
            continue
        partitioner = (
            v1.fixed_size_partitioner(item['parts'], item.get('axis', 0))
            if 'parts' in item
            else None
        )
        variable = v1.get_variable(
            item['name'],
            item['shape'],
            dtype,
            v1.zeros_initializer(),
            partitioner=partitioner,
            use_resource=resource,
        )
        if item.get('slots'):
            v1.train.MomentumOptimizer(0.1, 0.9).minimize(
                v1.reduce_sum(variable), var_list=[variable]
            )


def _expectation(vector, checkpoint):
    """What the vector says of an answer: the error, or tensor, error and shape by variable."""
    if vector['call'] != 'ok':
        message = vector['call']['message'].replace('$CKPT', checkpoint)
        return {'type': vector['call']['type'], 'message': message.replace('$VARMAP', '$SHAPES')}
    expected = {}
    for name, loaded in vector['loaded'].items():
        if 'error' in loaded:
            expected[name] = {'error': {'type': loaded['error'], 'message': loaded['message']}}
        else:
            expected[name] = {'tensor': loaded['from']}
            if 'runtime_shape' in loaded:
                expected[name]['becomes'] = loaded['runtime_shape']
    return expected


def upstream_tests(world):
    """Every case of TensorFlow's checkpoint_utils_test.py that a map file can express."""
    world.bundle(
        'a/model-0',
        {
            'var1': zeros(1, 10),
            'var2': zeros(10, 10),
            'var3': zeros(100, 100),
            'useful_scope/var4': zeros(9, 9),
        },
    )
    world.file(
        'a/checkpoint',
        'model_checkpoint_path: "model-0"\n' 'all_model_checkpoint_paths: "model-0"\n',
    )
    rows = ['100 100 %d,20:0,100' % start for start in range(0, 100, 20)]
    world.bundle('p/model-0', {}, {'scope/var1': (zeros, rows)})
    world.file('p/checkpoint', 'model_checkpoint_path: "model-0"\n')

    def model(name, *variables, partitions=()):

        def build():
            for variable, shape in variables:
                v1.get_variable(variable, shape, initializer=v1.zeros_initializer())
            for variable, size in partitions:
                partitioner = v1.min_max_variable_partitioner(5, 0, size)
                v1.get_variable(variable, [100, 100], partitioner=partitioner)

        world.model(build, name + '.variables.json')
        return name + '.variables.json'

    def case(test, map_, model_, checkpoint='a'):
        world.case('CUT ' + test, map_, checkpoint, model_)

    first = model(
        'first',
        ('some_scope/my1', [1, 10]),
        ('some_scope/some_other_scope/my2', [10, 10]),
        ('some_scope/some_other_scope/other_useful_scope/var4', [9, 9]),
        ('my3', [100, 100]),
        ('my3b', [100, 100]),
    )
    case(
        'testInitFromCheckpoint (a)',
        {
            'var1': 'some_scope/my1',
            'useful_scope/': 'some_scope/some_other_scope/other_useful_scope/',
        },
        first,
    )
    case(
        'testInitFromCheckpoint (b)',
        [['var2', 'some_scope/some_other_scope/my2'], ['var3', 'my3'], ['var3', 'my3b']],
        first,
    )
    case(
        'testInitialValueComesFromCheckpoint',
        {'var1': 'some_scope/my1'},
        model('initial', ('some_scope/my1', [1, 10])),
    )
    scope = model('suffix', ('useful_scope/var4', [9, 9]), ('useful_scope_1/var5', [2, 2]))
    case('testInitWithScopeDoesNotCaptureSuffixes', {'useful_scope/': 'useful_scope/'}, scope)
    case(
        'testRestoreRunsOnSameDevice',
        {'useful_scope/': 'useful_scope/'},
        model('device', ('useful_scope/var4', [9, 9])),
    )
    names = (
        ('var1', [1, 10]),
        ('var2', [10, 10]),
        ('var3', [100, 100]),
        ('useful_scope/var4', [9, 9]),
    )
    case(
        'testInitFromRootCheckpoint',
        {'/': 'some_scope/'},
        model('from-root', *(('some_scope/' + name, shape) for name, shape in names)),
    )
    case('testInitToRootCheckpoint', {'/': '/'}, model('to-root', *names))
    case(
        'testInitFromPartitionVar (1)',
        {'scope/var1': 'some_scope/my1', 'scope/': 'some_other_scope/'},
        model(
            'partitions',
            partitions=[('some_scope/my1', 8 << 10), ('some_other_scope/var1', 16 << 10)],
        ),
        'p',
    )
    case(
        'testInitFromPartitionVar (2)',
        {'scope/var1': 'some_scope/my1'},
        model('partition', partitions=[('some_scope/my1', 8 << 10)]),
        'p',
    )

    def missing():
        v1.get_variable('some_scope/my1', [10, 10], initializer=v1.zeros_initializer())
        v1.get_variable('some_scope/my2', [1, 10], v1.int64, initializer=v1.zeros_initializer())

    world.model(missing, 'missing.variables.json')
    missing = 'missing.variables.json'
    case('testInitFromCheckpointMissing (1)', {'var1': 'some_scope/my1'}, missing, 'no_dir')
    for number, map_ in enumerate(
        (
            {'no_var': 'some_scope/my1'},
            {'var3': 'some_scope/no_var'},
            {'var1': 'some_scope/my1'},
            {'useful_scope/': 'some_scope/'},
            {'useful_scope': 'some_scope/'},
        ),
        2,
    ):
        case('testInitFromCheckpointMissing (%d)' % number, map_, missing)
    world.case('semantics 3, last line', {'var1': 'some_scope/my2'}, 'a', missing)
    case(
        'testNoAdditionalReadOpsForResourceVariables',
        {'var1': 'my1'},
        model('read', ('my1', [1, 10])),
    )


def example(world):
    """The maps of test/example, and each entry of its mistakes alone."""
    folder = os.path.join(ROOT, 'test', 'example')
    place = {'folder': '../../example', 'checkpoint': 'runs/pretrain/model.ckpt-1000'}
    for name in sorted(os.listdir(folder)):
        if not name.endswith('.ckptmap.yaml'):
            continue
        with open(os.path.join(folder, name), encoding='utf-8') as file:
            text = file.read()
        world.case('test/example/' + name, text, file=name, id=name, **place)
        if name == 'mistakes.ckptmap.yaml':
            for item in yaml.safe_load(text)['assignment_map'].items():
                world.case('test/example/%s, one entry' % name, dict([item]), **place)


WORLDS = {'specification': specification_vectors, 'upstream': upstream_tests, 'example': example}
