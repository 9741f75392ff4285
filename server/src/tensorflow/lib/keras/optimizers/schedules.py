# keras.optimizers.schedules: objects that a checkpoint does not hold.

from _ckptmap import unknown


class LearningRateSchedule:
    """A learning rate that changes with the step."""

    def __init__(self, *args, **kwargs):
        self.name = kwargs.get('name')

    def __call__(self, step):
        return unknown('a learning rate', 'float')

    def get_config(self):
        return {}


class ExponentialDecay(LearningRateSchedule):
    pass


class PiecewiseConstantDecay(LearningRateSchedule):
    pass


class PolynomialDecay(LearningRateSchedule):
    pass


class InverseTimeDecay(LearningRateSchedule):
    pass


class CosineDecay(LearningRateSchedule):
    pass


class CosineDecayRestarts(LearningRateSchedule):
    pass
