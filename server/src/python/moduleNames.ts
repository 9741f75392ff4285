// The names that every module has before its first statement.

import { none, str, type ModuleValue } from './values.js';

/** `__name__`, `__package__`, `__doc__`. */
export function assignModuleName(module: ModuleValue): void {
    const { names } = module.attributes.content;
    const parts = module.name.split('.');
    const parent = module.isPackage ? module.name : parts.slice(0, -1).join('.');
    names.set('__name__', str(module.name));
    names.set('__package__', module.name === '__main__' ? none : str(parent));
    names.set('__doc__', none);
}
