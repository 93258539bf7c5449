/** A plugin that was made, and that cannot work with its configuration: upstream words it otherwise than a configuration that cannot be read. */
export class InitializationError extends Error {}
