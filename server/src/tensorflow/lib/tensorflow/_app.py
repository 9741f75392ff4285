# tf.compat.v1.app.run and absl.app.run: the program's `main`, called with its name alone.
# In absl: app.py; in TensorFlow: python/platform/app.py.

from _ckptmap import program_global, unknown

from tensorflow import _flags


def run_main(main, argv=None, flags_parser=None):
    arguments = [unknown('the name of the program', 'str')] if argv is None else list(argv)
    if flags_parser is not None:
        arguments = flags_parser(arguments)
    elif argv is not None:
        arguments = _flags.FLAGS(arguments)
    raise SystemExit(main(arguments))


def run(main=None, argv=None):
    """tf.compat.v1.app.run; without a function it is the `main` of the program."""
    run_main(main or program_global('main'), argv)
