"""Updates as they arrive: asked for or brought, stored before they are answered, each answered once."""
