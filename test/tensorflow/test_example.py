"""The committed example is what its script writes."""

import filecmp
import os
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
EXAMPLE = os.path.join(ROOT, 'test', 'example')


class Example(unittest.TestCase):

    def test_script_writes_the_committed_files(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, os.path.join(EXAMPLE, 'make_example.py'), folder],
                           check=True, stderr=subprocess.DEVNULL)
            written = [os.path.relpath(os.path.join(parent, name), folder)
                       for parent, _, names in os.walk(folder) for name in names]
            self.assertEqual(5, len(written), written)
            # The weights are random numbers of this version's kernels; a processor may round
            # them otherwise, so that the data and the index's checksums are not compared.
            exact = [name for name in written
                     if '.data-' not in name and not name.endswith('.index')]
            for name in exact:
                with self.subTest(name):
                    self.assertTrue(filecmp.cmp(os.path.join(folder, name),
                                                os.path.join(EXAMPLE, name), shallow=False))
            import tensorflow as tf
            prefix = os.path.join('runs', 'pretrain', 'model.ckpt-1000')
            old, new = (tf.train.load_checkpoint(os.path.join(parent, prefix))
                        for parent in (EXAMPLE, folder))
            self.assertEqual(old.get_variable_to_shape_map(), new.get_variable_to_shape_map())
            self.assertEqual(old.get_variable_to_dtype_map(), new.get_variable_to_dtype_map())


if __name__ == '__main__':
    unittest.main()
