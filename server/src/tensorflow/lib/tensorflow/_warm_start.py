from tensorflow._init_from_checkpoint import warm_start_call as warm_start
VocabInfo = None
