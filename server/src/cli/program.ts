// The command line's verbs and options, and the exit statuses: 0 nothing of error severity, 1
// something, 2 the command itself could not run, which is said in one line on standard error.

import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Severities } from '../loadPlan/reportFindings.js';
import { isDiagnosticCode } from '../util/diagnosticCodes.js';
import { version } from '../util/version.js';
import { ruleNames, severityNames, severityOf } from '../workspace/settings.js';
import { check, checkFormats, type CheckOptions } from './check.js';
import { UsageError, type CliHost } from './cliHost.js';
import { inspect, inspectFormats, type InspectOptions } from './inspect.js';
import { plan, planFormats, type PlanOptions } from './plan.js';

const mapArguments = "maps, Python files or notebooks (.ipynb), or '-' for standard input";

/** Runs the command line with its arguments (without the program's name); gives the exit status. */
export async function runCommandLine(host: CliHost, args: readonly string[]): Promise<0 | 1 | 2> {
    let status: 0 | 1 = 0;
    const program = createProgram(host, (result) => {
        status = result;
    });
    try {
        await program.parseAsync([...args], { from: 'user' });
        return status;
    } catch (error) {
        if (error instanceof UsageError) {
            host.error.write(`ckptmap: ${oneLine(error.message)}\n`);
            return 2;
        }
        if (error instanceof CommanderError) {
            if (error.exitCode === 0) {
                return 0;
            }
            host.error.write(`ckptmap: ${oneLine(messageOf(error))}\n`);
            return 2;
        }
        throw error;
    }
}

function createProgram(host: CliHost, finish: (status: 0 | 1) => void): Command {
    const program = new Command('ckptmap')
        .description(
            'Checks TensorFlow assignment maps, and says what init_from_checkpoint would do.',
        )
        .version(version)
        .helpCommand(false)
        .exitOverride()
        .configureOutput({
            writeOut: (text) => {
                host.out.write(text);
            },
            // What went wrong is said once, by runCommandLine.
            writeErr: () => undefined,
            getOutHelpWidth: () => 96,
            getOutHasColors: () => false,
        });

    withMapOptions(program.command('check'))
        .description('Checks assignment maps, and programs that load checkpoints.')
        .argument('<file|glob...>', mapArguments)
        .addOption(formatOption(checkFormats))
        .action(async (files: string[], options: CheckOptions) => {
            finish(await check(host, files, options));
        });

    withMapOptions(program.command('plan'))
        .description('Says what init_from_checkpoint would do with assignment maps: the load plan.')
        .argument('<file...>', mapArguments)
        .addOption(formatOption(planFormats))
        .action(async (files: string[], options: PlanOptions) => {
            finish(await plan(host, files, options));
        });

    program
        .command('inspect')
        .description("Lists a checkpoint's tensors or a model's variables.")
        .argument(
            '<path>',
            "a checkpoint's prefix, .index file or shard; a model's file; a file of Keras; a program (.py, .ipynb); a folder",
        )
        .addOption(formatOption(inspectFormats))
        .option('--verify', "compare the checksums of a checkpoint's data, too: reads all of it")
        .action(async (path: string, options: InspectOptions) => {
            finish(await inspect(host, path, options));
        });

    program
        .command('dump-python')
        .description(
            'Prints the Python file that writes the variables of a live graph to a *.variables.json file.',
        )
        .action(() => {
            host.out.write(host.dumpVariables);
        });

    program
        .command('lsp')
        .description('Runs the language server.')
        .requiredOption('--stdio', 'speak over standard input and output')
        .action(() => host.startLanguageServer());
    return program;
}

function withMapOptions(command: Command): Command {
    return command
        .option('--checkpoint <path>', 'the checkpoint, whatever the maps say')
        .option('--model <path>', 'the model, whatever the maps say')
        .addOption(
            new Option(
                '--tensorflow <rules>',
                'whose rules a map follows that does not say it',
            ).choices([...ruleNames]),
        )
        .addOption(
            new Option('--severity <code=level>', 'how much a code matters; may be repeated')
                .argParser(addSeverity)
                .default({}, 'as documented'),
        )
        .addOption(
            new Option('--fail-on <level>', 'exit with 1 from this severity on')
                .choices(['error', 'warning', 'information'])
                .default('error'),
        )
        .option('--stdin-filename <name>', "where the text of '-' belongs");
}

function formatOption(formats: readonly string[]): Option {
    return new Option('--format <format>', 'how to print it').choices(formats).default('text');
}

function addSeverity(text: string, before: Severities): Severities {
    const equals = text.indexOf('=');
    const code = text.slice(0, Math.max(equals, 0));
    const severity = severityOf(text.slice(equals + 1));
    if (!isDiagnosticCode(code)) {
        throw new InvalidArgumentError(
            equals < 0 ? 'Expected CODE=LEVEL.' : `There is no code '${code}'.`,
        );
    }
    if (severity === undefined) {
        throw new InvalidArgumentError(`Allowed levels are ${severityNames.join(', ')}.`);
    }
    return { ...before, [code]: severity };
}

function messageOf(error: CommanderError): string {
    return error.code === 'commander.help'
        ? 'no verb given; see ckptmap --help'
        : error.message.replace(/^error: /, '');
}

function oneLine(text: string): string {
    return text.replace(/\s*[\r\n]+\s*/g, ' ');
}
