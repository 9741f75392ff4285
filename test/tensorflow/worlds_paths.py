"""Worlds of checkpoint arguments: prefixes, patterns, folders and their `checkpoint` files."""

from world import v1, zeros

LFS_POINTER = ('version https://git-lfs.github.com/spec/v1\n'
               'oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\n'
               'size 12345\n')
MAP = {'a': 'm/a'}


def _model(world):

    def build():
        v1.get_variable('m/a', [2], initializer=v1.zeros_initializer())
        v1.get_variable('m/b', [3], initializer=v1.zeros_initializer())

    world.model(build)


def _bundle(world, prefix, more=()):
    world.bundle(prefix, dict({'a': zeros(2), 's/b': zeros(3)}, **dict(more)))


def prefixes(world):
    """What else than a prefix people give, and what lies around it."""
    _model(world)
    _bundle(world, 'model.ckpt-1')
    _bundle(world, 'folder/model.ckpt-1')
    world.file('model.ckpt-1.meta', b'\x0a\x00' * 40)
    world.file('weights.h5', b'\x89HDF\r\n\x1a\n' + bytes(60))
    world.file('short.txt', 'short')
    world.file('empty.txt', '')
    world.v1_file('v1.ckpt', {'a': zeros(2), 's/b': zeros(3)})
    world.v1_file('sharded.ckpt-00000-of-00002', {'a': zeros(2)})
    world.v1_file('sharded.ckpt-00001-of-00002', {'s/b': zeros(3)})
    # The same name in both formats, and a folder of the same name as a prefix.
    world.v1_file('dual', {'a': zeros(2), 'only_v1': zeros(2)})
    _bundle(world, 'dual', {'only_v2': zeros(2)})
    _bundle(world, 'both')
    world.empty_folder('both')
    _bundle(world, 'filled')
    _bundle(world, 'filled/model.ckpt-1')
    world.file('filled/checkpoint', 'model_checkpoint_path: "model.ckpt-1"\n')
    world.empty_folder('is-folder.index')
    world.empty_folder('empty-folder')
    world.file('lfs.ckpt.index', LFS_POINTER)
    world.file('lfs.ckpt.data-00000-of-00001', LFS_POINTER)
    world.file('lfs-v1.ckpt', LFS_POINTER)
    world.bundle('lfs-data', {'A': zeros(64), 'a': zeros(2)})
    world.file('lfs-data.data-00000-of-00001', LFS_POINTER)
    for name in ('größe', 'with space', "with'quote", 'a=b', 'a#b', 'a%20b', 'x.index',
                 '.hidden'):
        _bundle(world, name)
    for folder in ('b[x]', 'c{x}', 's*t', 'q?u', 'back\\slash', 'n[x'):
        for suffix in ('.index', '.data-00000-of-00001'):
            world.copy('%s/model.ckpt-1%s' % (folder, suffix), 'model.ckpt-1' + suffix)
        world.copy(folder + '/checkpoint', 'filled/checkpoint')
        world.copy(folder + '/v1.ckpt', 'v1.ckpt')
    for name in ('p[x]', 'p*x', 'p?x', 'p\\x'):
        for suffix in ('.index', '.data-00000-of-00001'):
            world.copy(name + suffix, 'model.ckpt-1' + suffix)

    def case(checkpoint, source='semantics 2.1 E2', map_=MAP):
        world.case(source, map_, checkpoint)

    for checkpoint in ('model.ckpt-1', './model.ckpt-1', 'folder/../model.ckpt-1',
                       './/model.ckpt-1', 'folder/model.ckpt-1', 'model.ckpt', 'model.ckpt-2',
                       'model.ckpt-1/', 'model.ckpt-1/.', 'missing', 'missing/',
                       'missing/model.ckpt-1', 'empty-folder/model.ckpt-1', 'MODEL.ckpt-1',
                       'model.ckpt-1 ', ' model.ckpt-1', '', 'x' * 255, 'x' * 300, 'größe',
                       'with space', "with'quote", 'a=b', 'a#b', 'a%20b', 'x.index', 'x', '.hidden',
                       'gr\u006f\u0308\u00dfe', '/nonexistent/model.ckpt-1', '/nonexistent/',
                       '~/model.ckpt-1', '$HOME/model.ckpt-1', 'model.ckpt-1\\',
                       'folder\\model.ckpt-1', 'dual', 'is-folder', 'v1.ckpt/x', 'short.txt/x'):
        case(checkpoint)
    for checkpoint in ('model.ckpt-1.index', 'model.ckpt-1.data-00000-of-00001',
                       'model.ckpt-1.meta', 'model.ckpt-1.data', 'model.ckpt-1.data-00000-of-00002',
                       'weights.h5', 'short.txt', 'empty.txt', 'lfs.ckpt', 'lfs.ckpt.index',
                       'lfs-v1.ckpt', 'lfs-data', 'filled/checkpoint', 'model.variables.json',
                       'v1.ckpt'):
        case(checkpoint, 'semantics 2.1 E2b, 4.5')
    case('model.ckpt-1.index', 'semantics 4.5', {'s/': 'm/'})
    case('model.ckpt-1.index', 'semantics 4.5', {'s/': 'zzz/'})
    case('dual', 'semantics 4.5', {'only_v1': 'm/a'})
    case('dual', 'semantics 4.5', {'only_v2': 'm/a'})
    for checkpoint in ('both', 'both/', 'filled', 'filled/', 'filled/.', 'filled/..',
                       'empty-folder', 'empty-folder/', 'is-folder.index', '.', './', 'folder'):
        case(checkpoint, 'semantics 2.1 E1, 1.2')
    for checkpoint in ('model*', 'model.ckpt-?', 'model.ckpt-[1]', 'model.ckpt-[12]',
                       'model.ckpt-[!2]', 'model.ckpt-[^2]', 'model.ckpt-[0-9]', 'model.{ckpt}-1',
                       '*/model.ckpt-1', '*', '?', '[', ']', '[]', 'missing*', 'v1.*', 'v1.ckp?',
                       'v1[.]ckpt', 'sharded.ckpt-?????-of-00002', 'sharded.ckpt-*',
                       'sharded.ckpt-*-of-00002', 'sharded.ckpt-0000[01]-of-00002',
                       'sharded.ckpt-00000-of-00002', 'sharded.ckpt-00001-of-00002', 'sharded.ckpt',
                       'sharded.ckpt-?????-of-00003', '*.index', 'model.ckpt-1*', 'fold*',
                       '**/model.ckpt-1', 'model.ckpt-\\1', 'v1.\\ckpt', 'model.ckpt-1{,.index}',
                       'v1.ckpt*', '*v1.ckpt'):
        case(checkpoint, 'semantics 2.1 E2d, 4.5')
    for folder in ('b[x]', 'c{x}', 's*t', 'q?u', 'back\\slash', 'n[x'):
        for checkpoint in (folder, folder + '/model.ckpt-1', folder + '/v1.ckpt'):
            case(checkpoint, 'semantics 4.5, glob characters in names')
    for checkpoint in ('p[x]', 'p*x', 'p?x', 'p\\x', 'p\\[x\\]', 'px', 'b[[]x]/model.ckpt-1',
                       'b\\[x]/model.ckpt-1', 'b[x]/v1.*', 's\\*t/model.ckpt-1'):
        case(checkpoint, 'semantics 4.5, glob characters in names')
    for checkpoint in ('s3://bucket/model.ckpt-1', 'hdfs://host/model.ckpt-1', 'foo://x',
                       'http://host/model.ckpt-1', 'file://model.ckpt-1', 'ram://model.ckpt-1',
                       'foo:model.ckpt-1', 'C:\\model.ckpt-1', 'C:/model.ckpt-1'):
        case(checkpoint, 'semantics 2.1 E2, schemes')
    for map_ in ({}, [], {'zzz/': 'zzz/'}):
        case('missing', 'semantics 1.4 (19)', map_)
        case('empty-folder', 'semantics 1.4 (19)', map_)
        case('model.ckpt-1', 'semantics 1.4 (19)', map_)
    case('missing', 'semantics 1.4 (19)', 'assignment_map: 7\n')


# The text of a `checkpoint` file. `model.ckpt-1` and `other` lie beside it, `../outside` above it.
STATES = [
    'model_checkpoint_path: "model.ckpt-1"\n',
    "model_checkpoint_path: 'model.ckpt-1'\n",
    'model_checkpoint_path: "model.ckpt-1"',
    'model_checkpoint_path: "model.ckpt-1"\nall_model_checkpoint_paths: "other"\n'
    'all_model_checkpoint_paths: "model.ckpt-1"\n',
    'model_checkpoint_path: "model.ckpt-1"\nall_model_checkpoint_timestamps: 1.5e9\n'
    'last_preserved_timestamp: 1600000000.25\n',
    'all_model_checkpoint_paths: "other"\nmodel_checkpoint_path: "model.ckpt-1"\n',
    # Quoting and escapes.
    'model_checkpoint_path: "mod\\145l.ckpt-1"\n',
    'model_checkpoint_path: "mod\\x65l.ckpt-1"\n',
    'model_checkpoint_path: "mod\\X65l.ckpt-1"\n',
    'model_checkpoint_path: "mod\\u0065l.ckpt-1"\n',
    'model_checkpoint_path: "mod\\U00000065l.ckpt-1"\n',
    'model_checkpoint_path: "model\\.ckpt-1"\n',
    'model_checkpoint_path: "mod\\45l.ckpt-1"\n',
    'model_checkpoint_path: "model.ckpt-1\\n"\n',
    'model_checkpoint_path: "model.ckpt-\\61"\n',
    'model_checkpoint_path: "model.ckpt-\\0611"\n',
    'model_checkpoint_path: "mo" "del.ckpt-1"\n',
    "model_checkpoint_path: \"mo\" 'del' \".ckpt-1\"\n",
    'model_checkpoint_path: "mo"\n  "del.ckpt-1"\n',
    'model_checkpoint_path: "mo" # c\n"del.ckpt-1"\n',
    'model_checkpoint_path: "model.ckpt-1\n',
    'model_checkpoint_path: "model\n.ckpt-1"\n',
    'model_checkpoint_path: \'model.ckpt-1"\n',
    'model_checkpoint_path: model.ckpt-1\n',
    'model_checkpoint_path: model\n',
    'model_checkpoint_path: 1\n',
    'model_checkpoint_path: true\n',
    'model_checkpoint_path: ""\n',
    "model_checkpoint_path: ''\n",
    'model_checkpoint_path: " "\n',
    'model_checkpoint_path: "\\"model.ckpt-1\\""\n',
    "model_checkpoint_path: \"model.ckpt-1\\'\"\n",
    'model_checkpoint_path: "model.ckpt-1\\"\n',
    'model_checkpoint_path: "größe"\n',
    'model_checkpoint_path: "gr\\303\\266\\303\\237e"\n',
    'model_checkpoint_path: "\\377"\n',
    'model_checkpoint_path: "\\400"\n',
    'model_checkpoint_path: "\\ud800"\n',
    'model_checkpoint_path: "\\q"\n',
    'model_checkpoint_path: "\\x"\n',
    'model_checkpoint_path: "model.ckpt-1\\000"\n',
    # Layout.
    '# comment\nmodel_checkpoint_path: "model.ckpt-1" # comment\n',
    'model_checkpoint_path : "model.ckpt-1"\n',
    'model_checkpoint_path:"model.ckpt-1"\n',
    '  model_checkpoint_path:\n\n "model.ckpt-1"\n',
    'model_checkpoint_path "model.ckpt-1"\n',
    'model_checkpoint_path = "model.ckpt-1"\n',
    'model_checkpoint_path: "model.ckpt-1",\n',
    'model_checkpoint_path: "model.ckpt-1";\n',
    'model_checkpoint_path: "model.ckpt-1";;\n',
    'model_checkpoint_path: "model.ckpt-1" all_model_checkpoint_paths: "other"\n',
    'model_checkpoint_path: "model.ckpt-1", all_model_checkpoint_paths: "other";\n',
    'model_checkpoint_path: "model.ckpt-1"\r\nall_model_checkpoint_paths: "model.ckpt-1"\r\n',
    '\ufeffmodel_checkpoint_path: "model.ckpt-1"\n',
    'model_checkpoint_path: "model.ckpt-1"\n}\n',
    'model_checkpoint_path: "model.ckpt-1"\ngarbage\n',
    'model_checkpoint_path: "model.ckpt-1"\n"x"\n',
    '{ model_checkpoint_path: "model.ckpt-1" }\n',
    'model_checkpoint_path: "model.ckpt-1"\nall_model_checkpoint_paths: "oth',
    'model_checkpoint_path:\n',
    'model_checkpoint_path\n',
    'model_checkpoint_path:: "model.ckpt-1"\n',
    '\tmodel_checkpoint_path:\t"model.ckpt-1"\n',
    'model_checkpoint_path: "model.ckpt-1"\x00\n',
    'model_checkpoint_path: "model.ckpt-1"\n// x\n',
    'model_checkpoint_path:"model.ckpt-1"all_model_checkpoint_paths:"x"\n',
    'model_checkpoint_path: "model.ckpt-1"\x0b\n',
    'model_checkpoint_path: "model.ckpt-1"\u00a0\n',
    # Fields.
    'model_checkpoint_path: "other"\nmodel_checkpoint_path: "model.ckpt-1"\n',
    'model_checkpoint_path: "model.ckpt-1"\nmodel_checkpoint_path: "missing"\n',
    'model_checkpoint_path: "missing"\nmodel_checkpoint_path: "model.ckpt-1"\n',
    'model_checkpoint_path: "model.ckpt-1"\nmodel_checkpoint_path: ""\n',
    'model_checkpoint_path: "model.ckpt-1"\nunknown_field: 1\n',
    'unknown_field: "x"\nmodel_checkpoint_path: "model.ckpt-1"\n',
    'Model_checkpoint_path: "model.ckpt-1"\n',
    'modelCheckpointPath: "model.ckpt-1"\n',
    '1: "model.ckpt-1"\n',
    'model_checkpoint_path: "model.ckpt-1"\n9: 1\n',
    '[a.b]: 1\nmodel_checkpoint_path: "model.ckpt-1"\n',
    '[type.googleapis.com/x]: {}\nmodel_checkpoint_path: "model.ckpt-1"\n',
    '',
    '\n',
    '# comment\n',
    'all_model_checkpoint_paths: "model.ckpt-1"\n',
    'model_checkpoint_path: ["model.ckpt-1"]\n',
    'model_checkpoint_path: []\n',
    'model_checkpoint_path { }\n',
    'model_checkpoint_path: "model.ckpt-1"\n'
    'all_model_checkpoint_paths: ["other", "model.ckpt-1"]\n',
    'model_checkpoint_path: "model.ckpt-1"\nall_model_checkpoint_paths: []\n',
    'model_checkpoint_path: "model.ckpt-1"\nall_model_checkpoint_paths: ["other",]\n',
    'model_checkpoint_path: "model.ckpt-1"\nall_model_checkpoint_paths: 1\n',
    'model_checkpoint_path: "model.ckpt-1"\nall_model_checkpoint_paths: ["other"\n',
    # Numbers.
    *('model_checkpoint_path: "model.ckpt-1"\nlast_preserved_timestamp: %s\n' % number
      for number in ('1', '1.', '.5', '1e3', '1.5f', '1f', '-1', '- 1', '+1', 'inf', '-inf', 'nan',
                     '-nan', 'infinity', 'Infinity', 'NaN', '0x10', '010', '08', '1_000', '1e',
                     '"1"', 'true', '[1]', '1 2', '1e400', '1.5.2', '0x', '-.5', '1d', 'x')),
    'model_checkpoint_path: "model.ckpt-1"\nall_model_checkpoint_timestamps: [1, 2.5, inf]\n',
    'model_checkpoint_path: "model.ckpt-1"\nlast_preserved_timestamp: 1\n'
    'last_preserved_timestamp: 2\n',
    'model_checkpoint_path: "model.ckpt-1"\nlast_preserved_timestamp: [1, 2]\n',
    # Where it points.
    'model_checkpoint_path: "../outside"\n',
    'model_checkpoint_path: "./model.ckpt-1"\n',
    'model_checkpoint_path: "/nonexistent/model.ckpt-1"\n',
    'model_checkpoint_path: "missing"\n',
    'model_checkpoint_path: "states/000/model.ckpt-1"\n',
    'model_checkpoint_path: "model.ckpt"\n',
    'model_checkpoint_path: "model.ckpt-1.index"\n',
    'model_checkpoint_path: "model.ckpt-1.data-00000-of-00001"\n',
    'model_checkpoint_path: "model.ckpt-?"\n',
    'model_checkpoint_path: "mod*"\n',
    'model_checkpoint_path: "v1.ckpt"\n',
    'model_checkpoint_path: "../v1-?????-of-00002"\n',
    'model_checkpoint_path: "."\n',
    'model_checkpoint_path: ".."\n',
    'model_checkpoint_path: "checkpoint"\n',
    'model_checkpoint_path: "../folder"\n',
    'model_checkpoint_path: "model.ckpt-1/"\n',
    'model_checkpoint_path: "model.ckpt-1 "\n',
    'model_checkpoint_path: "s3://bucket/x"\n',
    'model_checkpoint_path: "C:\\\\model.ckpt-1"\n',
    'model_checkpoint_path: "../lfs"\n',
    'model_checkpoint_path: "../bad"\n',
    'model_checkpoint_path: "~/x"\n',
    'model_checkpoint_path: "model.ckpt-[1]"\n',
    'model_checkpoint_path: "folder\\\\model.ckpt-1"\n',
    LFS_POINTER,
]
STATE_BYTES = [
    b'model_checkpoint_path: "\xff"\n', b'# \xff\nmodel_checkpoint_path: "model.ckpt-1"\n',
    b'\xff\xfem\x00', b'model_checkpoint_path: "mod\xc3"\n', b'\x0a\x0cmodel.ckpt-1'
]


def states(world):
    """Every quirk of the `checkpoint` file, one folder each; the checkpoints are laid in."""
    _model(world)
    _bundle(world, 'outside')
    world.v1_file('v1.ckpt', {'a': zeros(2), 's/b': zeros(3)})
    world.v1_file('v1-00000-of-00002', {'a': zeros(2)})
    world.v1_file('v1-00001-of-00002', {'s/b': zeros(3)})
    world.file('lfs.index', LFS_POINTER)
    world.file('bad.index', bytes(60))
    _bundle(world, 'folder/model.ckpt-1')
    texts = [text.encode() for text in dict.fromkeys(STATES)] + STATE_BYTES
    for number, text in enumerate(texts):
        folder = 'state-%03d' % number
        world.packed(folder + '/checkpoint', text)
        for suffix in ('.index', '.data-00000-of-00001'):
            for name in ('model.ckpt-1', 'größe'):
                if name.encode() in text or name[0] == 'm' or b'303' in text:
                    world.copy('%s/%s%s' % (folder, name, suffix), 'outside' + suffix)
        if b'v1.ckpt' in text:
            world.copy(folder + '/v1.ckpt', 'v1.ckpt')
        world.case('semantics 1.2, 4.7: ' + text.decode('utf-8', 'replace')[:60], MAP, folder)
    world.empty_folder('folder-as-state/checkpoint')
    world.case('semantics 1.2', MAP, 'folder-as-state')
    world.case('semantics 1.2', MAP, 'folder')


WORLDS = {'prefixes': prefixes, 'states': states}
