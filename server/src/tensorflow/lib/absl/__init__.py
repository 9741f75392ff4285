# absl: the parts that programs with TensorFlow use.
