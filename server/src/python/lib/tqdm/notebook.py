# tqdm.notebook: the same bar of progress.

from tqdm import tqdm, trange
