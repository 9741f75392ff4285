// The roles of tensors and how they are called in a text. Which tensor has which role is told in
// tensorRole.ts; the preview's page needs the words alone.

/** What a tensor may be for, in the order in which lists show it. */
export const tensorRoles = [
    'weight',
    'batch-norm-statistic',
    'moving-average',
    'optimizer-slot',
    'beta-power',
    'learning-rate',
    'hyperparameter',
    'step-counter',
    'loss-scale',
    'seed',
    'object-graph',
] as const;

/** What a tensor is for. */
export type TensorRole = (typeof tensorRoles)[number];

/** How a role is called in a text: one, and several. */
const nouns: Readonly<Record<TensorRole, readonly [one: string, several: string]>> = {
    weight: ['weight', 'weights'],
    'optimizer-slot': ['optimizer slot', 'optimizer slots'],
    'beta-power': ['beta power', 'beta powers'],
    'learning-rate': ['learning rate', 'learning rates'],
    hyperparameter: ['hyperparameter', 'hyperparameters'],
    'moving-average': ['moving average', 'moving averages'],
    'batch-norm-statistic': ['batch-norm statistic', 'batch-norm statistics'],
    'step-counter': ['step counter', 'step counters'],
    'loss-scale': ['loss scale value', 'loss scale values'],
    seed: ['random seed', 'random seeds'],
    'object-graph': ['object graph', 'object graphs'],
};

/** `1 optimizer slot`, `2 optimizer slots`: without the number. */
export function roleNoun(role: TensorRole, count = 1): string {
    return nouns[role][count === 1 ? 0 : 1];
}
