// Git LFS leaves a small text file in place of a large one that was not fetched.
// Format: git-lfs, docs/spec.md.

const firstLine = 'version https://git-lfs.github.com/spec/v1';

/** Whether a file begins as a Git LFS pointer. */
export function isLfsPointer(bytes: Uint8Array): boolean {
    return (
        firstLine.length <= bytes.length &&
        Array.from(firstLine).every((char, index) => char.charCodeAt(0) === bytes[index])
    );
}

/** What to say of such a file. */
export const lfsAdvice =
    'This is a Git LFS pointer, a small text in place of the file itself; ' +
    "run 'git lfs pull' to fetch the file";
