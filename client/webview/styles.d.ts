// The bundler takes style sheets in; to the compiler they hold nothing.

declare module '*.css';
