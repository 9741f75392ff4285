# tqdm.std: the same bar of progress.

from tqdm import tqdm, trange
