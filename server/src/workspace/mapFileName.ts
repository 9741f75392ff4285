// The names of assignment-map files, for whoever knows no languages: the command line, and editors
// that have no language of ours.

const mapFileName = /(\.ckptmap(\.(ya?ml|json))?|^assignment_map\.(ya?ml|json))$/;

/** Whether a file is an assignment map, by its name without folders. */
export function isMapFileName(fileName: string): boolean {
    return mapFileName.test(fileName);
}
