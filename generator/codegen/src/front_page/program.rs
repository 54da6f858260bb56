//! The program that brings a first answer: a client of the first API that has an endpoint to ask, and one call.
//!
//! What a caller has to give, credentials and arguments, comes from the environment, so that the program compiles as it
//! stands.

use crate::client::first_credentials;
use crate::context::Context;
use crate::decode::{Answer, answer};
use crate::names::{identifier, upper_case};
use crate::operations::arguments;
use crate::prose::web_address;
use crate::values::unix_time;
use crate::{EmitError, module, writer};
use docwright_model::{Api, Endpoint, Parameter, Serialization, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// What there is to show of an API.
pub(crate) struct FirstAnswer {
    pub(crate) feature: String,
    api: Ident,
    /// `acme::Client::builder("…").basic(…)`.
    builder: TokenStream,
    /// `.list_pets(…)`; nothing where there is no call to show.
    call: Option<TokenStream>,
    /// What becomes of the answer.
    shown: TokenStream,
    /// What comes from the environment, in the order in which it is asked for.
    variables: Vec<String>,
}

/// The first answer that somebody can get by a program that compiles as it stands.
pub(crate) fn first_answer(apis: &[&Api]) -> Result<Option<FirstAnswer>, EmitError> {
    let callable = apis.iter().find_map(|api| Some((*api, first_endpoint(api)?)));
    let Some(api) = callable.map(|(api, _)| api).or_else(|| apis.first().copied()) else { return Ok(None) };
    let context = Context::new(api)?;
    let name = identifier(&api.name, || format!("the API `{}`", api.name))?;
    let address = api.base_url.as_deref().and_then(web_address).unwrap_or("https://api.example.com");
    let mut variables = Vec::new();
    let credentials = first_credentials(&context)?.map(|(method, arguments)| {
        let values = arguments.iter().map(|argument| variable(api, argument, &mut variables));
        let values: Vec<TokenStream> = values.collect();
        quote!(.#method(#(#values),*))
    });
    let builder = quote!(#name::Client::builder(#address) #credentials);
    let (call, shown) = match callable {
        Some((_, endpoint)) => (Some(call(endpoint, &context, &mut variables)?), shown(endpoint)),
        None => (None, quote!(println!("{client:?}");)),
    };
    Ok(Some(FirstAnswer { feature: api.name.clone(), api: name, builder, call, shown, variables }))
}

impl FirstAnswer {
    /// The whole program, item by item; without the name of the library, what imports from it is left out.
    pub(crate) fn program(&self, library: Option<&Ident>) -> Result<Vec<String>, EmitError> {
        let mut items: Vec<String> =
            self.imports(library).iter().map(|import| format!("{import}\n")).collect();
        let body = self.body(&quote!(build()?), &quote!(.await?));
        let main = text(quote! {
            #[tokio::main(flavor = "current_thread")]
            async fn main() -> Result<(), Box<dyn std::error::Error>> {
                #body
                Ok(())
            }
        })?;
        items.push(format!("\n{main}"));
        Ok(items)
    }

    /// What stands before [`Self::blocking`] in a program: imports, and the function that it is the body of.
    pub(crate) fn blocking_head(&self, library: &Ident) -> Vec<String> {
        let feature = proc_macro2::Literal::string(&self.feature);
        let mut lines = vec![
            format!("#[cfg(all(feature = {feature}, feature = \"blocking\"))]"),
            "fn first_answer() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
        ];
        lines.extend(self.imports(Some(library)));
        lines
    }

    /// The same with the client that waits.
    pub(crate) fn blocking(&self) -> Result<String, EmitError> {
        let body = self.body(&quote!(build_blocking()?), &quote!(.send()?));
        let function = text(quote!(fn first_answer() { #body }))?;
        let inside = function.lines().filter(|line| line.starts_with(' '));
        Ok(inside.map(|line| line.strip_prefix("    ").unwrap_or(line)).collect::<Vec<_>>().join("\n"))
    }

    /// How the program is run.
    pub(crate) fn command(&self) -> String {
        let given = self.variables.iter().map(|name| format!("{name}=…"));
        given.chain(["cargo run".to_owned()]).collect::<Vec<_>>().join(" ")
    }

    fn imports(&self, library: Option<&Ident>) -> Vec<String> {
        let api = &self.api;
        let client = library.map(|library| format!("use {library}::{api};"));
        let environment = (!self.variables.is_empty()).then(|| "use std::env::var;".to_owned());
        client.into_iter().chain(environment).collect()
    }

    fn body(&self, build: &TokenStream, send: &TokenStream) -> TokenStream {
        let (builder, shown) = (&self.builder, &self.shown);
        let call = self.call.as_ref().map(|call| quote!(let answer = client #call #send;));
        quote!(let client = #builder.#build; #call #shown)
    }
}

/// The endpoint that asks for least, and for nothing that no text can be.
fn first_endpoint(api: &Api) -> Option<&Endpoint> {
    let gives = |endpoint: &Endpoint| matches!(answer(endpoint), Answer::Typed(_) | Answer::Untyped);
    let plain = |endpoint: &&Endpoint| gives(endpoint) && arguments(endpoint).all(is_plain);
    module::example_endpoint(api.endpoints.iter().filter(plain))
}

/// Whether a text can be read into the type of an argument, or is of that type.
fn is_plain(parameter: &Parameter) -> bool {
    let field = &parameter.field;
    let types =
        [Type::String, Type::Integer, Type::Number, Type::Boolean, Type::Uuid, Type::Date, Type::DateTime];
    types.contains(&field.value_type) && !field.nullable && field.serialization == Serialization::Plain
}

fn call(
    endpoint: &Endpoint,
    context: &Context<'_>,
    variables: &mut Vec<String>,
) -> Result<TokenStream, EmitError> {
    let method = identifier(endpoint.rust_name.as_str(), || context.place(endpoint))?;
    let values = arguments(endpoint).map(|parameter| {
        let value = variable(context.api, parameter.field.rust_name.as_str(), variables);
        match parameter.field.value_type {
            Type::String => value,
            // A number and an instant could both be meant.
            _ if unix_time(&parameter.field).is_some() => quote!(#value.parse::<i64>()?),
            _ => quote!(#value.parse()?),
        }
    });
    let values: Vec<TokenStream> = values.collect();
    Ok(quote!(.#method(#(#values),*)))
}

fn shown(endpoint: &Endpoint) -> TokenStream {
    if answer(endpoint) == Answer::Untyped {
        quote! {
            let json = answer.value()?;
            println!("{json:#}");
        }
    } else {
        quote!(println!("{answer:#?}");)
    }
}

/// A value from the environment: `var("PETSTORE_PASSWORD")?`.
fn variable(api: &Api, name: &str, variables: &mut Vec<String>) -> TokenStream {
    let name = format!("{}_{}", upper_case(&api.name), upper_case(name));
    let value = quote!(var(#name)?);
    variables.push(name);
    value
}

/// One function as a file has it.
fn text(tokens: TokenStream) -> Result<String, EmitError> {
    let syntax =
        |error: syn::Error| EmitError::Syntax { path: "src/lib.rs".to_owned(), message: error.to_string() };
    Ok(writer::text(vec![syn::parse2(tokens).map_err(syntax)?]))
}
