# The public names that objects of TensorFlow have, all of them: what is not among them an object
# has not, unless the program gives it that. From `dir` of variables of all kinds.

VARIABLE = (
    'SaveSliceInfo aggregation assign assign_add assign_sub batch_scatter_update constraint'
    ' count_up_to create device dtype eval experimental_ref from_proto gather_nd get_shape graph'
    ' handle initial_value initialized_value initializer is_initialized load name numpy op'
    ' read_value read_value_no_copy ref scatter_add scatter_div scatter_max scatter_min'
    ' scatter_mul scatter_nd_add scatter_nd_max scatter_nd_min scatter_nd_sub scatter_nd_update'
    ' scatter_sub scatter_update set_shape shape sparse_read synchronization to_proto trainable'
    ' value')
