# Writes what a running program passes to init_from_checkpoint into an assignment-map file, which
# `ckptmap plan` and the editor read. Put this before the call; nothing of TensorFlow is needed.
import json


def write_assignment_map(path, ckpt_dir_or_file=None, assignment_map=None, checkpoint_dir=None):
    """Writes the arguments of one call; a file that is there already is not overwritten."""
    def name_of(value):
        if isinstance(value, str):
            return value
        if isinstance(value, (list, tuple)):
            return value[0]._get_save_slice_info().full_name
        return value.op.name

    if hasattr(assignment_map, 'items'):
        entries = {key: name_of(value) for key, value in assignment_map.items()}
    else:
        entries = [[key, name_of(value)] for key, value in assignment_map]
    checkpoint = ckpt_dir_or_file if checkpoint_dir is None else checkpoint_dir
    with open(path, 'x', encoding='utf-8') as file:
        json.dump({'checkpoint': str(checkpoint), 'assignment_map': entries}, file, indent=2)


