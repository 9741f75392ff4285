// What the editor can do, asked of its capabilities once; nothing is assumed. What is no capability
// of the protocol comes in `initializationOptions`.

import { MarkupKind, type ClientCapabilities, type InitializeParams } from 'vscode-languageserver';
import type { ServiceStyle } from '../languageService.js';

/** Options which a client may give at the start; docs/editors.md describes them. */
export interface InitializationOptions {
    /** Settings, for editors without `workspace/configuration`: the object below `ckptmap`. */
    readonly settings?: unknown;
    /** The editor's command that opens the completion list again, after a scope was chosen. */
    readonly triggerSuggestCommand?: string;
    /** The editor's command that opens the preview of a URI: programs get code lenses with it. */
    readonly previewCommand?: string;
    /** The URI of the page that explains the codes. */
    readonly documentation?: string;
    /** Globs of files to leave out, for editors without `files.exclude`. */
    readonly exclude?: readonly string[];
}

/** What the editor can do. */
export interface ClientSupport {
    readonly options: InitializationOptions;
    /** The editor asks for diagnostics; else they are sent. */
    readonly pullsDiagnostics: boolean;
    readonly refreshesDiagnostics: boolean;
    readonly refreshesLenses: boolean;
    readonly configuration: boolean;
    readonly registersConfiguration: boolean;
    readonly registersWatchers: boolean;
    readonly progress: boolean;
    readonly workspaceFolders: boolean;
    /** A definition may say what led there. */
    readonly definitionLinks: boolean;
    /** The editor says which cells its notebooks have. */
    readonly notebooks: boolean;
    readonly style: ServiceStyle;
}

/** Reads what the editor says of itself. `documentation` is where our own pages are. */
export function clientSupport(
    params: InitializeParams,
    documentation: string | undefined,
): ClientSupport {
    const options = optionsOf(params.initializationOptions);
    const { workspace, window, textDocument, notebookDocument } = params.capabilities;
    return {
        options,
        pullsDiagnostics: textDocument?.diagnostic !== undefined,
        refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
        refreshesLenses: workspace?.codeLens?.refreshSupport === true,
        configuration: workspace?.configuration === true,
        registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
        registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
        progress: window?.workDoneProgress === true,
        workspaceFolders: workspace?.workspaceFolders === true,
        definitionLinks: textDocument?.definition?.linkSupport === true,
        notebooks: notebookDocument !== undefined,
        style: styleOf(params.capabilities, options, documentation),
    };
}

function styleOf(
    { textDocument, workspace }: ClientCapabilities,
    options: InitializationOptions,
    documentation: string | undefined,
): ServiceStyle {
    // A client that pulls says there what it shows; one that does not says it where it is sent.
    const shown = textDocument?.diagnostic ?? textDocument?.publishDiagnostics;
    const pushed = textDocument?.publishDiagnostics;
    const list = textDocument?.completion?.completionList;
    const item = textDocument?.completion?.completionItem;
    const defaults = new Set(list?.itemDefaults ?? []);
    const page = options.documentation ?? documentation;
    const links = shown?.codeDescriptionSupport ?? pushed?.codeDescriptionSupport;
    return {
        diagnostics: {
            relatedInformation: (shown?.relatedInformation ?? pushed?.relatedInformation) === true,
            data: (shown?.dataSupport ?? pushed?.dataSupport) === true,
            tags: (shown?.tagSupport ?? pushed?.tagSupport) !== undefined,
            documentation: links === true ? page : undefined,
        },
        completion: {
            labelDetails: item?.labelDetailsSupport === true,
            defaultRange: defaults.has('editRange'),
            defaultData: defaults.has('data'),
            retriggerCommand: options.triggerSuggestCommand,
            documentation: formatOf(item?.documentationFormat),
        },
        hover: formatOf(textDocument?.hover?.contentFormat),
        createsFiles:
            workspace?.workspaceEdit?.documentChanges === true &&
            workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    };
}

function formatOf(formats: readonly MarkupKind[] | undefined): 'markdown' | 'plaintext' {
    return formats?.includes(MarkupKind.Markdown) === true ? 'markdown' : 'plaintext';
}

function optionsOf(value: unknown): InitializationOptions {
    if (typeof value !== 'object' || value === null) {
        return {};
    }
    const options = value as Record<keyof InitializationOptions, unknown>;
    const { triggerSuggestCommand, previewCommand, documentation, exclude } = options;
    return {
        settings: options.settings,
        ...(typeof triggerSuggestCommand === 'string' ? { triggerSuggestCommand } : {}),
        ...(typeof previewCommand === 'string' ? { previewCommand } : {}),
        ...(typeof documentation === 'string' ? { documentation } : {}),
        ...(Array.isArray(exclude)
            ? { exclude: exclude.filter((each) => typeof each === 'string') }
            : {}),
    };
}
