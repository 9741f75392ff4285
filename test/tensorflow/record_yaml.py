"""Record what PyYAML 6 `safe_load` makes of scalars and small documents.

Writes test/recorded/yaml/scalars.jsonl and documents.jsonl; with --check, writes nothing and
fails where the installed PyYAML answers otherwise. The format is described in
test/recorded/README.md. The texts are in yaml_texts.py. Needs no TensorFlow.
"""

import argparse
import datetime
import json
import os
import sys

import yaml

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from yaml_texts import BYTE_DOCUMENTS, DOCUMENTS, SCALARS

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'recorded', 'yaml')


def describe_error(error):
    """The class of an exception, its text without the excerpt, and its place, from 0."""
    if isinstance(error, yaml.MarkedYAMLError):
        answer = {'type': type(error).__name__, 'context': error.context, 'problem': error.problem}
        if error.problem_mark is not None:
            answer['line'] = error.problem_mark.line
            answer['column'] = error.problem_mark.column
        return {key: value for key, value in answer.items() if value is not None}
    if isinstance(error, yaml.reader.ReaderError):
        # `character` is a code point, or a byte where decoding failed.
        return {'type': 'ReaderError', 'problem': error.reason, 'position': error.position}
    return {'type': type(error).__name__, 'problem': str(error)}


def encode(value, above=()):
    """A Python value as JSON that keeps order, key types and big integers."""
    if value is None or isinstance(value, (bool, str)):
        return value
    for depth, container in enumerate(reversed(above)):
        if container is value:
            return {'recursive': depth}
    inside = above + (value,)
    if isinstance(value, int):
        return {'int': str(value)}
    if isinstance(value, float):
        return {'float': repr(value)}
    if isinstance(value, bytes):
        return {'bytes': value.hex()}
    if isinstance(value, datetime.datetime):
        return {'datetime': value.isoformat()}
    if isinstance(value, datetime.date):
        return {'date': value.isoformat()}
    if isinstance(value, dict):
        return {'dict': [[encode(k, inside), encode(v, inside)] for k, v in value.items()]}
    if isinstance(value, (list, tuple)):
        return {type(value).__name__: [encode(item, inside) for item in value]}
    if isinstance(value, set):
        return {'set': sorted((encode(item, inside) for item in value), key=json.dumps)}
    raise TypeError('safe_load gave a %s' % type(value).__name__)


SHAPES = {
    'value': ('k: %s\n', lambda data: isinstance(data, dict) and list(data) == ['k'],
              lambda data: data['k']),
    'key': ('%s: v\n', lambda data: isinstance(data, dict) and list(data.values()) == ['v'],
            lambda data: list(data)[0]),
    'item': ('- %s\n', lambda data: isinstance(data, list) and len(data) == 1,
             lambda data: data[0]),
    'flow': ('[%s]\n', lambda data: isinstance(data, list) and len(data) == 1,
             lambda data: data[0]),
}


def answer_scalar(text, place):
    """What the text is in one place of a document: a value, a key, an item, a flow item."""
    template, is_expected, pick = SHAPES[place]
    document = template % text
    answer = {'text': text, 'as': place, 'document': document}
    try:
        data = yaml.safe_load(document)
    except Exception as error:
        return dict(answer, type='error', error=describe_error(error))
    if not is_expected(data):
        # The text is more than a scalar there: `a: b`, `a, b`, an empty flow item …
        return dict(answer, type='other', repr=repr(data))
    value = pick(data)
    return dict(answer, type=type(value).__name__, repr=repr(value))


def answer_document(source):
    """What `safe_load` gives, and every document of `safe_load_all` up to the first error."""
    answer = {}
    try:
        answer['load'] = {'value': encode(yaml.safe_load(source))}
    except Exception as error:
        answer['load'] = {'error': describe_error(error)}
    values = []
    answer['loadAll'] = {'values': values}
    try:
        for value in yaml.safe_load_all(source):
            values.append(encode(value))
    except Exception as error:
        answer['loadAll']['error'] = describe_error(error)
    return answer


def answers():
    """The two files' contents, as lists of objects."""
    seen = set()
    for text in SCALARS:
        if text in seen:
            raise ValueError('%r is listed twice' % text)
        seen.add(text)
    scalars = [answer_scalar(text, place) for text in SCALARS for place in SHAPES]
    documents = []
    for group, texts in DOCUMENTS.items():
        for index, text in enumerate(texts):
            documents.append(dict({'id': '%s-%02d' % (group, index), 'text': text},
                                  **answer_document(text)))
    for index, source in enumerate(BYTE_DOCUMENTS):
        documents.append(dict({'id': 'bytes-%02d' % index, 'bytes': source.hex()},
                              **answer_document(source)))
    return {'scalars.jsonl': scalars, 'documents.jsonl': documents}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--check', action='store_true', help='compare with the files only')
    check = parser.parse_args().check
    failed = passed = 0
    for name, objects in answers().items():
        path = os.path.join(FOLDER, name)
        lines = [json.dumps(item) + '\n' for item in objects]
        if not check:
            os.makedirs(FOLDER, exist_ok=True)
            with open(path, 'w', encoding='utf-8', newline='\n') as file:
                file.writelines(lines)
            print('%s: %d lines' % (name, len(lines)))
            continue
        with open(path, encoding='utf-8', newline='\n') as file:
            recorded = file.readlines()
        if len(recorded) != len(lines):
            failed += 1
            print('%s has %d lines, expected %d' % (name, len(recorded), len(lines)))
        for number, (old, new) in enumerate(zip(recorded, lines), 1):
            if json.loads(old) == json.loads(new):
                passed += 1
            else:
                failed += 1
                print('%s:%d\n  recorded %s  now      %s' % (name, number, old, new))
    if check:
        print('%d passed, %d failed' % (passed, failed))
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
