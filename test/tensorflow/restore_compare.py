"""Compare what the model of TensorFlow says of restores with what TensorFlow did."""

import json
import os

FIELDS = ('assertConsumed', 'assertExistingObjectsMatched', 'assertNontrivialMatch')


def as_answer(restored, folder):
    """A restore as the shim recorded it, in the form of an answer."""
    argument = restored['checkpoint']
    error = restored['error']
    return {
        'api': restored['api'], 'at': restored['at'],
        'checkpoint': None if argument is None else relative(argument, folder),
        'nameBased': restored['name_based'], 'outcome': restored['outcome'],
        'error': None if error is None else {'type': error[0], 'message': error[1]},
        'argument': argument,
        'objects': [{'path': path, 'tensor': tensor, 'verdict': verdict}
                    for path, tensor, verdict, _ in restored['objects']],
        'unresolved': restored['unresolved'], 'deferred': restored['deferred'],
        'assertConsumed': restored['assert_consumed'],
        'assertExistingObjectsMatched': restored['assert_existing_objects_matched'],
        'assertNontrivialMatch': restored['assert_nontrivial_match'],
    }


def relative(path, folder):
    path = path.decode() if isinstance(path, bytes) else path
    return os.path.normpath(os.path.relpath(os.path.join(folder, path), folder))


def comparable(path, argument):
    """A path relative to the program's folder; an absolute one from wherever it ran."""
    if path is not None:
        path = os.path.normpath(path)
        while argument is not None and os.path.isabs(argument) and path.startswith('../'):
            path = path[3:]
    return path


def normalized(message, argument, folder):
    if message is None or argument is None:
        return message
    forms = {argument, os.path.normpath(argument), os.path.join(folder, argument),
             os.path.abspath(os.path.join(folder, argument))}
    for form in sorted(forms, key=len, reverse=True):
        message = message.replace(form, '$CKPT')
    return message


def without_name(message, said):
    """A message with `$NAME` for the name that Keras gives a variable, where it is said so."""
    if said.endswith('and name $NAME.') and ' and name ' in message:
        return message[:message.index(' and name ')] + ' and name $NAME.'
    return message


def differences(said, done, folder):
    """What is wrong in a claimed restore: a list of texts."""
    if said['outcome'] == 'unknown':
        return ['unknown']
    found = []

    def compare(name, one, other):
        if one != other:
            found.append('%s: said %s, is %s' % (name, json.dumps(one), json.dumps(other)))

    def compare_sets(name, one, other):
        if sorted(one, key=str) != sorted(other, key=str):
            found.append('%s: said only %s, is only %s' % (
                name, [each for each in one if each not in other],
                [each for each in other if each not in one]))
    compare('api', said['api'], done['api'])
    own = done['checkpoint']
    compare('checkpoint', comparable(said['checkpoint'], said['argument']),
            None if own is None else comparable(own['argument'], said['argument']))
    compare('nameBased', said['nameBased'], done['nameBased'])
    compare('outcome', said['outcome'], done['outcome'])
    compare('error type', (said['error'] or {}).get('type'), (done['error'] or {}).get('type'))
    if done['error'] and said['error'] and done['error']['message'] is not None:
        compare('message', normalized(said['error']['message'], said['argument'], folder),
                without_name(done['error']['message'], said['error']['message']))
    compare_sets('objects', [tuple(each.values()) for each in said['objects']],
                 [(each['path'], each['tensor'], each['verdict']) for each in done['objects']])
    compare_sets('unresolved', said['unresolved'], done['unresolved'])
    for name in FIELDS:
        compare(name, said[name], done[name])
    return found
