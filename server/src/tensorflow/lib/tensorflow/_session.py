# Sessions, hooks and scaffolds. Running a graph makes no variable, and is taken to succeed.
# In TensorFlow: python/client/session.py, python/training/{monitored_session,
# basic_session_run_hooks,session_run_hook,supervisor,coordinator}.py.

from _ckptmap import known, unknown

from tensorflow import _graph


class Session:
    """A session; entered, its graph is the default one."""

    def __init__(self, target='', graph=None, config=None):
        self.graph = graph or _graph.get_default_graph()
        self.sess_str = target
        self._default = None

    def run(self, fetches=None, feed_dict=None, options=None, run_metadata=None):
        if known(fetches) and isinstance(fetches, (list, tuple)):
            return [unknown('the result of a session', None) for _ in fetches]
        if known(fetches) and isinstance(fetches, dict):
            return {name: unknown('the result of a session') for name in fetches}
        if isinstance(fetches, _graph.Operation):
            return None
        return unknown('the result of a session')

    def partial_run(self, handle, fetches, feed_dict=None):
        return unknown('the result of a session')

    def make_callable(self, fetches, feed_list=None, accept_options=False):
        return lambda *args: unknown('the result of a session')

    def as_default(self):
        return _DefaultSession()

    def list_devices(self):
        return unknown('the devices', 'list')

    def close(self):
        return None

    def should_stop(self):
        return unknown('whether a session stops', 'bool')

    def __enter__(self):
        self._default = self.graph.as_default()
        self._default.__enter__()
        return self

    def __exit__(self, *error):
        self._default.__exit__(*error)
        return False


class _DefaultSession:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


class InteractiveSession(Session):
    pass


def get_default_session():
    return unknown('the default session')


class SessionRunHook:
    def begin(self):
        return None

    def after_create_session(self, session, coord):
        return None

    def before_run(self, run_context):
        return None

    def after_run(self, run_context, run_values):
        return None

    def end(self, session):
        return None


class SessionRunArgs:
    def __init__(self, fetches, feed_dict=None, options=None):
        self.fetches = fetches


class _Hook(SessionRunHook):
    """Any of TensorFlow's hooks: none makes a variable."""

    def __init__(self, *args, **kwargs):
        return None


class CheckpointSaverHook(_Hook):
    pass


class StopAtStepHook(_Hook):
    pass


class LoggingTensorHook(_Hook):
    pass


class StepCounterHook(_Hook):
    pass


class SummarySaverHook(_Hook):
    pass


class NanTensorHook(_Hook):
    pass


class FinalOpsHook(_Hook):
    pass


class FeedFnHook(_Hook):
    pass


class GlobalStepWaiterHook(_Hook):
    pass


class ProfilerHook(_Hook):
    pass


class CheckpointSaverListener:
    def begin(self):
        return None

    def before_save(self, session, global_step_value):
        return None

    def after_save(self, session, global_step_value):
        return None

    def end(self, session, global_step_value):
        return None


class Scaffold:
    """What a monitored session needs; functions given here run when it is finalized."""

    def __init__(self, init_op=None, init_feed_dict=None, init_fn=None, ready_op=None,
                 ready_for_local_init_op=None, local_init_op=None, summary_op=None, saver=None,
                 copy_from_scaffold=None, local_init_feed_dict=None):
        self.init_op = init_op
        self.init_feed_dict = init_feed_dict
        self.init_fn = init_fn
        self.ready_op = ready_op
        self.local_init_op = local_init_op
        self.summary_op = summary_op
        self.saver = saver

    def finalize(self):
        return self


def MonitoredTrainingSession(master='', is_chief=True, checkpoint_dir=None, scaffold=None,
                             hooks=None, *args, **kwargs):
    if known(hooks) and hooks:
        for hook in hooks:
            if known(hook):
                hook.begin()
    _graph.get_default_graph().finalize()
    return Session()


class MonitoredSession(Session):
    def __init__(self, session_creator=None, hooks=None, stop_grace_period_secs=120):
        super().__init__()
        for hook in hooks or ():
            hook.begin()


class SingularMonitoredSession(MonitoredSession):
    def __init__(self, hooks=None, scaffold=None, *args, **kwargs):
        super().__init__(None, hooks)


class ChiefSessionCreator:
    def __init__(self, *args, **kwargs):
        return None


class WorkerSessionCreator(ChiefSessionCreator):
    pass


class Coordinator:
    def __init__(self, *args, **kwargs):
        return None

    def should_stop(self):
        return unknown('whether a coordinator stops', 'bool')

    def request_stop(self, ex=None):
        return None

    def join(self, threads=None, *args, **kwargs):
        return None


def start_queue_runners(*args, **kwargs):
    return unknown('threads', 'list')


class Supervisor:
    """tf.train.Supervisor."""

    def __init__(self, graph=None, ready_op=None, is_chief=True, init_op=None, logdir=None,
                 saver=None, global_step=None, *args, **kwargs):
        self.saver = saver
        self.coord = Coordinator()

    def managed_session(self, *args, **kwargs):
        return Session()

    def prepare_or_wait_for_session(self, *args, **kwargs):
        return Session()

    def should_stop(self):
        return unknown('whether a supervisor stops', 'bool')

    def stop(self, *args, **kwargs):
        return None
