// The version of the package, for programs that are asked for it. A test holds it equal to the
// manifest's.

/** The version in `package.json`. */
export const version = '0.1.0';
