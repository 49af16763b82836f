// Swagger UI over our own OpenAPI document. A module runs after the deferred bundle before it.

window.SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#reference", deepLinking: false });
