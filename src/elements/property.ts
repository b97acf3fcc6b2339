import type { PropertyDeclaration, ReactiveElement } from 'lit';

/**
 * Lit's decorators for the legacy syntax that this project compiles to. Lit's own carry the standard syntax as well:
 * half a kilobyte in every first view.
 */
type Decorator = (prototype: ReactiveElement, name: PropertyKey) => void;

export function property(options?: PropertyDeclaration): Decorator {
  return (prototype, name) => {
    (prototype.constructor as typeof ReactiveElement).createProperty(name, options);
    // For an accessor the compiler puts back what it found, unless told otherwise.
    return Object.getOwnPropertyDescriptor(prototype, name);
  };
}

export function state(): Decorator {
  return property({ state: true, attribute: false });
}
