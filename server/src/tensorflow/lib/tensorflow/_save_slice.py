# Where a slice lies in its partitioned variable, as checkpoints name it.
# In TensorFlow: python/ops/variables.py (Variable.SaveSliceInfo).


class SaveSliceInfo:
    """Where a slice lies in its partitioned variable."""

    def __init__(self, full_name=None, full_shape=None, var_offset=None, var_shape=None,
                 save_slice_info_def=None, import_scope=None):
        self.full_name = full_name
        self.full_shape = full_shape
        self.var_offset = var_offset
        self.var_shape = var_shape

    @property
    def spec(self):
        full = ' '.join([str(size) for size in self.full_shape]) + ' '
        return full + ':'.join(
            ['%d,%d' % (o, s) for o, s in zip(self.var_offset, self.var_shape)])

    def recorded(self):
        return (self.full_name, list(self.full_shape), list(self.var_offset),
                list(self.var_shape))
