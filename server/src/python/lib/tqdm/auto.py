# tqdm.auto: the same bar of progress.

from tqdm import tqdm, trange
