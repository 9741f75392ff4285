"""Random assignment maps for live_run.py: mostly nearly right, each wrong in its own way.

A map is first data (calls of entries), then a file's text in YAML or JSON, as people or programs
would write it. What Python reads from the text is TensorFlow's question, not the data.
"""

import json
import os

import yaml


class Facts:
    """What a map can name: the tensors of a checkpoint, the variables of a model, their scopes."""

    def __init__(self, arguments, tensors, variables):
        self.arguments = arguments
        self.tensors = sorted(tensors)
        self.shapes = tensors
        self.variables = variables
        self.keys = [each.get('storeKey', each['name']) for each in variables]
        self.keys = [key for key in self.keys if key is not None]
        self.shape_of = {}
        for each in variables:
            part = each.get('partition')
            self.shape_of[each.get('storeKey', each['name'])] = each['shape']
            if part:
                self.shape_of[part['fullName']] = part['fullShape']
        self.names = [each['name'] for each in variables]
        self.full_names = sorted({each['partition']['fullName'] for each in variables
                                  if 'partition' in each})
        self.tensor_scopes = _scopes(self.tensors)
        self.scopes = _scopes(self.keys)


def _scopes(names):
    found = {name[:index + 1] for name in names for index, letter in enumerate(name)
             if letter == '/' and index}
    return sorted(found)


def draw_file(rng, facts):
    """{'name', 'text'} of a map file, with one call or more."""
    # Most files are written with care: what they get wrong, they get wrong in earnest.
    care = rng.random() < 0.7
    calls = [draw_call(rng, facts, care) for _ in range(rng.choices([1, 2, 3], [10, 2, 1])[0])]
    is_json = rng.random() < 0.25
    text = (json_text if is_json else yaml_text)(rng, calls)
    return {'name': 'map.ckptmap.' + ('json' if is_json else 'yaml'), 'text': text}


def draw_call(rng, facts, care):
    """(checkpoint argument, map): a dict or a list of pairs."""
    first, *others = facts.arguments
    argument = first if not others or rng.random() < 0.75 else rng.choice(others)
    if not care and rng.random() < 0.04:
        argument = rng.choice(['', 'gone/model.ckpt', '.', argument + '.index', argument + '*'])
    pairs = [draw_entry(rng, facts, care) for _ in range(rng.choices(range(7), [1, 8, 6, 4, 2, 1, 1])[0])]
    if pairs and rng.random() < 0.15:
        # Two entries about the same thing.
        pairs.append([pairs[0][0], draw_entry(rng, facts, care)[1]])
    if pairs and rng.random() < 0.15:
        pairs.append([draw_entry(rng, facts, care)[0], pairs[0][1]])
    if not care and rng.random() < 0.04:
        return argument, rng.choice([None, 7, 'a', [], {}, [['a']], [[]], [1], [{'a': 'b'}]])
    if rng.random() < 0.3:
        return argument, pairs
    return argument, dict((_hashable(key), value) for key, value in pairs)


def _hashable(key):
    return str(key) if isinstance(key, (list, dict)) else key


def draw_entry(rng, facts, care):
    kind = rng.random() * (0.82 if care else 1)
    if kind < 0.40:
        pair = _draw_names(rng, facts, care)
    elif kind < 0.80:
        pair = _draw_scopes(rng, facts, care)
    elif kind < 0.87:
        pair = [rng.choice(['/', '', rng.choice(facts.tensor_scopes or ['x/'])]),
                rng.choice(['/', '', '/', rng.choice(facts.scopes or ['x/'])])]
    else:
        pair = [rng.choice(facts.tensors + facts.tensor_scopes + ['x']),
                rng.choice(facts.keys + facts.names + facts.full_names + facts.scopes + ['x'])]
    if care:
        return pair
    for side in (0, 1):
        if rng.random() < 0.12:
            pair[side] = spoil(rng, pair[side])
    if rng.random() < 0.02:
        pair[rng.choice([0, 1, 1])] = rng.choice(
            [None, 7, 1.5, True, [], ['a'], [pair[1]], {'a': 'b'}, {}, ''])
    return pair


def _draw_names(rng, facts, care):
    """A tensor and a variable, which go together where such a pair is there."""
    variable = rng.choice(facts.keys + facts.full_names or facts.names or ['x'])
    meant = [name for name in facts.tensors if ('/' + variable).endswith('/' + name)]
    if meant and not care and rng.random() < 0.8:
        return [rng.choice(meant), variable]
    last = [part for part in variable.split('/') if not part.startswith('part_') and part][-1:]
    fitting = [name for name in facts.tensors if last and name.split('/')[-1:] == last]
    shape = facts.shape_of.get(variable)
    same = [name for name in facts.tensors if facts.shapes[name] == shape]
    both = [name for name in fitting if name in same]
    if care:
        exact = [name for name in meant if name in same]
        best = exact or both or same
        return [rng.choice(best), variable] if best else ['x/', 'x/']
    choices = [each for each in (both, both, both, same, fitting) if each]
    return [rng.choice(rng.choice(choices) if choices else facts.tensors or ['x']), variable]


def _draw_scopes(rng, facts, care):
    if not facts.tensor_scopes or not facts.scopes:
        return ['x/', rng.choice(facts.scopes or ['x/'])]
    drawn = []
    for _ in range(40 if care else 1):
        # A scope deep inside more often: the fewer variables, the likelier all are found.
        scope = max((rng.choice(facts.scopes) for _ in range(2)), key=lambda each: each.count('/'))
        same = [each for each in facts.tensor_scopes if ('/' + scope).endswith('/' + each)]
        where = rng.choice(same if same and rng.random() < 0.9 else facts.tensor_scopes)
        drawn.append(['/' if rng.random() < 0.1 else where, scope])
    fitting = [pair for pair in drawn if _fits(facts, *pair)]
    return rng.choice(fitting or drawn)


def _fits(facts, prefix, scope):
    """Whether a scope's variables are in the checkpoint, roughly; TensorFlow has the last word."""
    names = {key.split('/part_')[0] for key in facts.keys if key.startswith(scope)}
    prefix = '' if prefix == '/' else prefix
    return all((prefix + name[len(scope):]).rstrip('/') in facts.shapes for name in names)


def spoil(rng, name):
    """The name with a mistake of the kind that people make."""
    place = rng.randrange(len(name) + 1)
    return rng.choice([
        lambda: name.rstrip('/'),
        lambda: name + '/',
        lambda: '/' + name,
        lambda: name.replace('/', '//', 1),
        lambda: name[:place] + name[place + 1:],
        lambda: name[:place] + name[place:place + 1] + name[place:],
        lambda: name[:place] + rng.choice('aA_./ é😀') + name[place:],
        lambda: name[:place] + name[place:place + 2][::-1] + name[place + 2:],
        lambda: name + ':0',
        lambda: name.rstrip('/') + '/part_0',
        lambda: name.rstrip('/') + '/part_1/',
        lambda: name.rstrip('/') + rng.choice(['_1', '_1/', '/Adam', '/Momentum', '/Adam/']),
        lambda: name.upper(),
        lambda: name.split('/')[0],
        lambda: name.split('/')[0] + '/',
        lambda: '/'.join(name.split('/')[1:]),
        lambda: name.replace('/.ATTRIBUTES/VARIABLE_VALUE', ''),
        lambda: ' ' + name,
        lambda: name + '\n',
        lambda: name.replace('/', '\\'),
        lambda: name.replace('/', '.'),
    ])()


def json_text(rng, calls):
    indent = rng.choice([None, 2, 4])
    documents = [{'checkpoint': argument, 'assignment_map': map_} for argument, map_ in calls]
    data = documents[0] if len(documents) == 1 and rng.random() < 0.8 else documents
    return json.dumps(data, indent=indent, ensure_ascii=rng.random() < 0.5) + '\n'


def yaml_text(rng, calls):
    """YAML documents, bare maps or documents with keys, in PyYAML's styles or as typed by hand."""
    style = {'default_flow_style': rng.choice([None, True, False]),
             'default_style': rng.choice([None, None, None, '"', "'"]),
             'allow_unicode': rng.random() < 0.5, 'sort_keys': False,
             'width': rng.choice([40, 10000])}
    if 1 < len(calls) and rng.random() < 0.3:
        return yaml.safe_dump([{'checkpoint': argument, 'assignment_map': map_}
                               for argument, map_ in calls], **style)
    texts = []
    for argument, map_ in calls:
        if rng.random() < 0.4 and _is_bare(map_):
            texts.append("# ckptmap: checkpoint=%s\n%s" % (
                json.dumps(argument), _body(rng, map_, style)))
        else:
            extra = {'expect_unused': ['**'], 'tensorflow': '2.21'} if rng.random() < 0.1 else {}
            texts.append(yaml.safe_dump(
                {'checkpoint': argument, 'assignment_map': map_, **extra}, **style))
    return '---\n'.join(texts)


def _is_bare(map_):
    """Whether the map by itself is taken for what it is, and not for a document or for none."""
    keys = {'checkpoint', 'model', 'assignment_map', 'tensorflow', 'expect_unassigned',
            'expect_unused'}
    if isinstance(map_, dict):
        return not (set(map_) <= keys and map_)
    return isinstance(map_, list) and not any(isinstance(each, dict) for each in map_)


def _body(rng, map_, style):
    plain = isinstance(map_, dict) and map_ and all(
        isinstance(name, str) and _is_typable(name) for pair in map_.items() for name in pair)
    if plain and rng.random() < 0.5:
        # By hand: nothing is quoted, so that `no` is no text; a key may stand twice.
        lines = ['%s: %s\n' % pair for pair in map_.items()]
        if rng.random() < 0.1:
            lines.append(lines[0].split(':')[0] + ': ' + rng.choice(list(map_.values())) + '\n')
        return ''.join(lines)
    return yaml.safe_dump(map_, **style)


def _is_typable(name):
    try:
        return bool(name) and not set(name) - set(
            'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+') and \
            len(list(yaml.safe_load_all(name + ': 1'))) == 1 and name not in ('---', '...', '-')
    except (yaml.YAMLError, ValueError):
        return False


def calls_of(text, name):
    """[(argument, map)] that Python reads from a file, by the rules of a map file's shapes."""
    documents = [json.loads(text)] if name.endswith('.json') else list(yaml.safe_load_all(text))
    comments = [line[len('# ckptmap: checkpoint='):] for line in text.split('\n')
                if line.startswith('# ckptmap: checkpoint=')]
    calls = []
    for data in documents:
        parts = data if isinstance(data, list) and data and all(
            isinstance(each, dict) and 'assignment_map' in each for each in data) else [data]
        for part in parts:
            if isinstance(part, dict) and 'assignment_map' in part:
                calls.append((part.get('checkpoint'), part['assignment_map']))
            else:
                calls.append((json.loads(comments.pop(0)), part))
    return calls


def smaller(file):
    """Maps of one call with one entry each, of which one may be enough to show a disagreement."""
    for argument, map_ in calls_of(file['text'], file['name']):
        entries = map_.items() if isinstance(map_, dict) else map_ if isinstance(map_, list) else []
        for entry in entries:
            single = [entry] if isinstance(map_, list) else dict([entry])
            yield {'name': 'map.ckptmap.yaml', 'text': yaml.safe_dump(
                {'checkpoint': argument, 'assignment_map': single}, allow_unicode=True)}


def write_file(folder, number, file, prefix='m'):
    """Writes a map file; gives its name within the folder."""
    name = '%s%03d-%s' % (prefix, number, file['name'])
    with open(os.path.join(folder, name), 'w', encoding='utf-8', newline='\n') as output:
        output.write(file['text'])
    return name
