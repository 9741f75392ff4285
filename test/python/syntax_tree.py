"""What CPython's own parser makes of a text, in the shape of server/src/python/syntax/ast.ts.

`python3 syntax_tree.py FILE...` prints one line of JSON a file: its tree, or the SyntaxError.
Offsets are UTF-16 code units of the text. Inside f-strings no offsets are given: CPython before
3.12 had none that are true.
"""

import ast
import json
import sys

OPERATORS = {
    'Add': '+', 'Sub': '-', 'Mult': '*', 'MatMult': '@', 'Div': '/', 'Mod': '%', 'Pow': '**',
    'LShift': '<<', 'RShift': '>>', 'BitOr': '|', 'BitXor': '^', 'BitAnd': '&', 'FloorDiv': '//',
    'Invert': '~', 'Not': 'not', 'UAdd': '+', 'USub': '-', 'And': 'and', 'Or': 'or',
    'Eq': '==', 'NotEq': '!=', 'Lt': '<', 'LtE': '<=', 'Gt': '>', 'GtE': '>=', 'Is': 'is',
    'IsNot': 'is not', 'In': 'in', 'NotIn': 'not in',
}

# Fields that have another name here.
RENAMED = {
    'op': 'operator', 'ops': 'operators', 'iter': 'iterable', 'orelse': 'orElse', 'ifs': 'conditions',
    'finalbody': 'finalBody', 'exc': 'exception', 'optional_vars': 'target', 'context_expr': 'context',
    'elts': 'elements', 'elt': 'element', 'slice': 'index', 'attr': 'name', 'id': 'name', 'arg': 'name',
    'asname': 'asName', 'msg': 'message', 'decorator_list': 'decorators', 'format_spec': 'formatSpec',
    'type_params': 'typeParameters',
}
DROPPED = {'ctx', 'type_comment', 'type_ignores', 'kind'}


class Shape:
    """Converts the tree of one text."""

    def __init__(self, text):
        self.starts = [0]
        self.lines = text.splitlines(keepends=True) if '\f' not in text else None
        if self.lines is None or any(c in text for c in '\v\x1c\x1d\x1e\x85\u2028\u2029'):
            self.lines = text.replace('\r\n', '\n').split('\n')
            self.lines = [line + '\n' for line in self.lines]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line.encode('utf-16-le')) // 2)
        self.in_format = 0

    def offset(self, line, column):
        prefix = self.lines[line - 1].encode()[:column].decode()
        return self.starts[line - 1] + len(prefix.encode('utf-16-le')) // 2

    def place(self, node):
        if self.in_format or not hasattr(node, 'lineno'):
            return {}
        return {
            'start': self.offset(node.lineno, node.col_offset),
            'end': self.offset(node.end_lineno, node.end_col_offset),
        }

    def node(self, node):
        method = getattr(self, 'of_' + type(node).__name__, None)
        if method is not None:
            shape = method(node)
        else:
            shape = {'kind': type(node).__name__, **self.fields(node)}
        return {**shape, **self.place(node)}

    def fields(self, node):
        return {
            RENAMED.get(name, name): self.value(getattr(node, name))
            for name in node._fields
            if name not in DROPPED
        }

    def value(self, value):
        if isinstance(value, list):
            return [self.value(each) for each in value]
        if isinstance(value, (ast.operator, ast.unaryop, ast.boolop, ast.cmpop)):
            return OPERATORS[type(value).__name__]
        if isinstance(value, ast.AST):
            return self.node(value)
        return value

    def plain(self, node):
        return self.fields(node)

    of_ExceptHandler = of_keyword = of_alias = plain

    def of_withitem(self, node):
        return self.fields(node)

    def of_match_case(self, node):
        return self.fields(node)

    def of_comprehension(self, node):
        fields = self.fields(node)
        fields['isAsync'] = bool(fields.pop('is_async'))
        return fields

    def of_Module(self, node):
        return {'kind': 'Module', 'body': self.value(node.body)}

    def of_Expr(self, node):
        return {'kind': 'ExpressionStatement', 'value': self.node(node.value)}

    def of_Constant(self, node):
        value = node.value
        shape = {'kind': 'Constant'}
        if value is None:
            return {**shape, 'type': 'none'}
        if value is ...:
            return {**shape, 'type': 'ellipsis'}
        if isinstance(value, bytes):
            return {**shape, 'type': 'bytes', 'value': value.decode('latin-1')}
        if isinstance(value, complex):
            return {**shape, 'type': 'complex', 'value': repr(value.imag)}
        if isinstance(value, bool):
            return {**shape, 'type': 'bool', 'value': value}
        if isinstance(value, (int, float)):
            text = hex(value) if isinstance(value, int) else repr(value)
            return {**shape, 'type': type(value).__name__, 'value': text}
        return {**shape, 'type': 'str', 'value': value}

    def of_JoinedStr(self, node):
        self.in_format += 1
        values = [self.node(value) for value in node.values]
        self.in_format -= 1
        return {'kind': 'JoinedStr', 'values': values}

    def of_FormattedValue(self, node):
        return {
            'kind': 'FormattedValue',
            'value': self.node(node.value),
            'conversion': chr(node.conversion) if 0 <= node.conversion else None,
            'formatSpec': self.value(node.format_spec),
        }

    def of_Dict(self, node):
        pairs = zip(node.keys, node.values)
        items = [{'key': self.value(key), 'value': self.node(value)} for key, value in pairs]
        return {'kind': 'Dict', 'items': items}

    def function(self, node, **more):
        fields = self.fields(node)
        fields['parameters'] = self.parameters(node.args)
        fields.pop('args')
        fields.setdefault('typeParameters', [])
        return {'kind': 'FunctionDef', **fields, **more}

    def of_FunctionDef(self, node):
        return self.function(node, isAsync=False)

    def of_AsyncFunctionDef(self, node):
        return self.function(node, isAsync=True)

    def of_Lambda(self, node):
        return {
            'kind': 'Lambda',
            'parameters': self.parameters(node.args),
            'body': self.node(node.body),
        }

    def of_ClassDef(self, node):
        return {'kind': 'ClassDef', 'typeParameters': [], **self.fields(node)}

    def parameters(self, args):
        positional = [(each, 'positionalOnly') for each in args.posonlyargs]
        positional += [(each, 'positionalOrKeyword') for each in args.args]
        defaults = [None] * (len(positional) - len(args.defaults)) + args.defaults
        rows = [(each, role, value) for (each, role), value in zip(positional, defaults)]
        if args.vararg:
            rows.append((args.vararg, 'varPositional', None))
        rows += [(each, 'keywordOnly', value) for each, value in zip(args.kwonlyargs, args.kw_defaults)]
        if args.kwarg:
            rows.append((args.kwarg, 'varKeyword', None))
        return [
            {
                'name': each.arg,
                'role': role,
                'annotation': self.value(each.annotation),
                'default': self.value(value),
                **self.place(each),
            }
            for each, role, value in rows
        ]

    def loop(self, node, is_async):
        return {'kind': 'For', 'isAsync': is_async, **self.fields(node)}

    def of_For(self, node):
        return self.loop(node, False)

    def of_AsyncFor(self, node):
        return self.loop(node, True)

    def of_With(self, node):
        return {'kind': 'With', 'isAsync': False, **self.fields(node)}

    def of_AsyncWith(self, node):
        return {'kind': 'With', 'isAsync': True, **self.fields(node)}

    def of_Try(self, node):
        return {'kind': 'Try', 'isGroup': False, **self.fields(node)}

    def of_TryStar(self, node):
        return {'kind': 'Try', 'isGroup': True, **self.fields(node)}

    def of_AnnAssign(self, node):
        return {'kind': 'AnnAssign', **self.fields(node), 'simple': bool(node.simple)}

    def of_ImportFrom(self, node):
        return {'kind': 'ImportFrom', **self.fields(node), 'module': node.module or ''}

    def of_TypeAlias(self, node):
        return {'kind': 'TypeAlias', **self.fields(node), 'name': node.name.id}

    def of_MatchMapping(self, node):
        pairs = zip(node.keys, node.patterns)
        items = [{'key': self.node(key), 'pattern': self.node(value)} for key, value in pairs]
        return {'kind': 'MatchMapping', 'items': items, 'rest': node.rest}

    def of_MatchClass(self, node):
        pairs = zip(node.kwd_attrs, node.kwd_patterns)
        keywords = [{'name': name, 'pattern': self.node(value)} for name, value in pairs]
        patterns = [self.node(each) for each in node.patterns]
        return {
            'kind': 'MatchClass',
            'cls': self.node(node.cls),
            'patterns': patterns,
            'keywords': keywords,
        }

    def of_MatchSingleton(self, node):
        return {'kind': 'MatchSingleton', 'value': node.value}


def tree_of(text):
    """The tree of a text, or what CPython says of it."""
    try:
        tree = ast.parse(text)
        compile(tree, '<text>', 'exec', dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        return {'error': getattr(error, 'msg', str(error))}
    return Shape(text).node(tree)


def main():
    sys.setrecursionlimit(10000)
    for path in sys.argv[1:]:
        with open(path, encoding='utf-8', newline='') as file:
            print(json.dumps(tree_of(file.read())))


if __name__ == '__main__':
    main()
