import fc from "fast-check";

// The same inputs on every machine; PROPERTY_SEED tries others.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20261125) });
