//! The `docwright` command as a shell sees it: what it prints, and how it ends.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "tests may fail loudly, their helpers too")]

mod common;

use common::shell::{self, Ending};
use common::{PAGE, Project};
use std::fs;
use std::process::Command;

fn command(project: &Project, arguments: &[&str]) -> Command {
    shell::command(project.path(), arguments)
}

fn run(project: &Project, arguments: &[&str]) -> Ending {
    shell::run(project.path(), arguments)
}

#[test]
fn a_bare_generate_does_what_a_build_does() {
    let project = Project::new();
    let first = run(&project, &["generate"]);
    assert_eq!((first.code, first.stderr.as_str()), (Some(0), ""));
    assert!(first.stdout.starts_with("written: Cargo.toml\nwritten: src/lib.rs\n"), "{}", first.stdout);

    let reference = Project::generated();
    assert_eq!(project.tree(), reference.tree());

    let second = run(&project, &["generate"]);
    assert!(second.stdout.starts_with("0 written, 0 removed, "), "{}", second.stdout);
}

#[test]
fn generate_takes_other_folders() {
    let project = Project::new();
    fs::rename(project.path().join("specs"), project.path().join("documents")).unwrap();
    fs::create_dir(project.path().join("pets")).unwrap();
    let ending = run(&project, &["generate", "documents", "--out", "pets"]);
    assert_eq!(ending.code, Some(0), "{}", ending.stderr);
    assert!(project.path().join("pets/src/lib.rs").exists());
    assert!(!project.path().join("generated/src").exists());
}

#[test]
fn generate_leaves_out_tests_of_examples_if_it_is_told_to() {
    let project = Project::with_example();
    let first = run(&project, &["generate"]);
    assert!(first.stdout.contains("written: tests/documented_examples/petstore.rs\n"), "{first:?}");
    let second = run(&project, &["generate", "--no-example-tests"]);
    assert!(second.stdout.contains("removed: tests/documented_examples/petstore.rs\n"), "{second:?}");
}

#[test]
fn a_check_fails_when_something_would_change() {
    let project = Project::generated();
    assert_eq!(run(&project, &["generate", "--check"]).code, Some(0));
    project.write("specs/petstore/pages.md", PAGE.replace("all pets", "all animals"));
    let before = project.tree();
    let ending = run(&project, &["generate", "--check"]);
    assert_eq!((ending.code, ending.stdout.as_str()), (Some(1), ""));
    assert!(ending.stderr.starts_with("error[DW0605]: "), "{}", ending.stderr);
    assert_eq!(project.tree(), before);
}

#[test]
fn names_in_rust_keep_nobody_but_clients_from_an_api() {
    let project = Project::new();
    project.write(
        "specs/petstore/pages.md",
        format!("{PAGE}\n### GET /a-b\n\nOne.\n\n### GET /a_b\n\nOther.\n"),
    );
    let generated = run(&project, &["generate"]);
    assert_eq!((generated.code, generated.stderr.matches("error[DW0203]").count()), (Some(1), 1));
    for command in ["openapi", "model", "surface"] {
        let ending = run(&project, &[command, "specs/petstore"]);
        assert_eq!(ending.code, Some(0), "{}", ending.stderr);
        assert!(ending.stdout.contains("/a-b") && ending.stdout.contains("/a_b"), "{}", ending.stdout);
        assert_eq!(ending.stderr.matches("warning[DW0203]").count(), 1, "{}", ending.stderr);
    }
}

#[test]
fn openapi_says_the_line_of_each_fact() {
    let project = Project::new();
    let ending = run(&project, &["openapi", "specs/petstore"]);
    let document: serde_json::Value = serde_json::from_str(&ending.stdout).unwrap();
    let source = &document["paths"]["/pets"]["get"]["x-docwright-source"];
    let line = PAGE.lines().position(|line| line == "### GET /pets").unwrap() + 1;
    assert_eq!(source["file"], "pages.md");
    assert_eq!(source["line"], line);
}

#[test]
fn a_broken_document_is_shown_with_its_place() {
    let project = Project::generated();
    project.write(
        "specs/petstore/api.toml",
        "name = \"bakery\"\ntitle = \"Bakery\"\n\n[[documents]]\nfile = \"pages.md\"\n",
    );
    for arguments in [&["generate"][..], &["model", "specs/petstore"], &["surface", "specs/petstore"]] {
        let ending = run(&project, arguments);
        assert_eq!((ending.code, ending.stdout.as_str()), (Some(1), ""));
        assert!(ending.stderr.contains("error[DW0502]: "), "{}", ending.stderr);
        assert!(ending.stderr.contains("--> specs/petstore/api.toml:1:8"), "{}", ending.stderr);
    }
}

#[test]
fn the_model_is_json() {
    let project = Project::new();
    let ending = run(&project, &["model", "specs/petstore"]);
    assert_eq!(ending.code, Some(0), "{}", ending.stderr);
    assert!(
        ending.stdout.starts_with("{\n  \"model_version\": 1,\n  \"name\": \"petstore\",\n"),
        "{}",
        ending.stdout
    );
    assert!(ending.stdout.ends_with("}\n"));
    let api: docwright_model::Api = serde_json::from_str(&ending.stdout).unwrap();
    assert_eq!(api, docwright::load(&project.path().join("specs/petstore")).unwrap().api);
}

#[test]
fn the_surface_is_text() {
    let ending = run(&Project::new(), &["surface", "specs/petstore/"]);
    assert_eq!(ending.code, Some(0), "{}", ending.stderr);
    assert!(!ending.stdout.is_empty());
}

#[test]
fn an_api_that_does_not_exist_is_an_error() {
    let ending = run(&Project::new(), &["model", "specs/bakery"]);
    assert_eq!((ending.code, ending.stdout.as_str()), (Some(1), ""));
    assert!(ending.stderr.contains("the folder `specs/bakery` cannot be read"), "{}", ending.stderr);
}

#[test]
fn a_command_line_that_makes_no_sense_is_told_apart() {
    let project = Project::new();
    for arguments in [&[][..], &["bake"], &["model"], &["generate", "--loud"], &["model", "one", "two"]] {
        let ending = run(&project, arguments);
        assert_eq!((ending.code, ending.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ending.stderr.contains("Usage: docwright"), "{}", ending.stderr);
    }
}

#[test]
fn who_mistypes_is_told_what_exists() {
    let project = Project::new();
    for (arguments, tip) in [
        (&["chekc"][..], "'check'"),
        (&["check", "--formt", "json"], "'--format'"),
        (&["check", "--format", "jsn"], "'json'"),
        (&["schema", "api.tml"], "'api.toml'"),
        (&["explain", "DW0600"], "DW0601"),
        (&["man", "chekc"], "`docwright help` lists them"),
    ] {
        let ending = run(&project, arguments);
        assert_eq!((ending.code, ending.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ending.stderr.contains(tip), "{}", ending.stderr);
    }
    let ending = run(&project, &["check", "spec"]);
    assert_eq!((ending.code, ending.stdout.as_str()), (Some(1), ""));
    assert!(ending.stderr.contains("the folder `spec` cannot be read"), "{}", ending.stderr);
    assert!(ending.stderr.contains("help: name a folder"), "{}", ending.stderr);
    assert!(ending.stderr.contains("`docwright init`"), "{}", ending.stderr);
}

/// All command lines that show help: the program's own, and that of each command in its list.
fn helps(project: &Project) -> Vec<Vec<String>> {
    let list = run(project, &["--help"]).stdout;
    let names =
        list.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = names
        .filter_map(|line| line.strip_prefix("  ")?.split_once(' ').filter(|(name, _)| !name.is_empty()));
    let names: Vec<String> = names.map(|(name, _)| name.to_owned()).collect();
    assert!(names.len() >= 10 && names.iter().any(|name| name == "check"), "{names:?}");
    let commands = names.into_iter().filter(|name| name != "help");
    let long =
        commands.flat_map(|name| [vec![name.clone(), "--help".to_owned()], vec![name, "-h".to_owned()]]);
    [vec!["--help".to_owned()], vec!["-h".to_owned()]].into_iter().chain(long).collect()
}

#[test]
fn help_fits_a_narrow_terminal_and_does_not_depend_on_one() {
    let project = Project::new();
    for arguments in helps(&project) {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let ending = run(&project, &arguments);
        assert_eq!((ending.code, ending.stderr.as_str()), (Some(0), ""), "{arguments:?}");
        let wide: Vec<&str> = ending.stdout.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(wide.is_empty(), "{arguments:?}: {wide:#?}");
        let elsewhere = command(&project, &arguments).env("COLUMNS", "200").output().unwrap();
        assert_eq!(Ending::of(elsewhere), ending);
    }
}

#[test]
fn help_shows_examples_and_exit_statuses() {
    let project = Project::new();
    for name in ["check", "completions", "diff", "explain", "man", "model", "openapi", "schema", "surface"] {
        let help = run(&project, &[name, "--help"]).stdout;
        assert!(help.contains(&format!("\nExamples:\n  docwright {name}")), "{help}");
        assert!(help.contains("\nExit status: 0"), "{help}");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let ending = run(&Project::new(), &["--version"]);
    assert_eq!((ending.code, ending.stdout), (Some(0), format!("docwright {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn completions_and_manual_know_every_command() {
    let project = Project::new();
    let commands: Vec<String> = helps(&project).into_iter().skip(2).map(|line| line[0].clone()).collect();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&project, &["completions", shell]).stdout;
        let missing: Vec<&String> = commands.iter().filter(|name| !script.contains(*name)).collect();
        assert!(missing.is_empty(), "{shell}: {missing:?}");
    }
    let page = run(&project, &["man"]).stdout;
    assert!(page.contains(".TH DOCWRIGHT 1 "), "{page}");
    for name in commands {
        assert!(page.contains(&format!("docwright\\-{name}(1)")), "{name} is not in:\n{page}");
        let page = run(&project, &["man", &name]).stdout;
        assert!(page.contains(&format!(".TH DOCWRIGHT-{} 1 ", name.to_uppercase())), "{page}");
    }
}

#[test]
fn schemas_describe_what_is_printed() {
    let project = Project::with_example();
    let json = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&run(&project, arguments).stdout).unwrap()
    };
    let schema = json(&["schema", "model"]);
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(json(&["model", "--schema"]), schema);
    let keys = |value: &serde_json::Value| -> Vec<String> {
        let mut keys: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys
    };
    let model = json(&["model", "specs/petstore"]);
    assert_eq!(keys(&schema["properties"]), keys(&model));
    // A parameter is two structures in one.
    let parameter = &schema["$defs"]["Parameter"]["properties"];
    assert!(keys(&model["endpoints"][1]["parameters"][0]).iter().all(|key| !parameter[key].is_null()));
    for (name, arguments) in [
        ("check", &["check"][..]),
        ("coverage", &["coverage"]),
        ("diff", &["diff", "specs", "specs"]),
        ("generate", &["generate"]),
        ("init", &["init", "specs/petstore/pages.md", "--name", "bakery"]),
        ("explain", &["explain", "DW0302"]),
        ("failure", &["check", "nowhere"]),
    ] {
        let printed = json(&[arguments, &["--format", "json"]].concat());
        assert_eq!(keys(&json(&["schema", name])["properties"]), keys(&printed), "{name}");
    }
    for (name, arguments) in [("rules", &["diff", "--rules"][..]), ("codes", &["explain"])] {
        let printed = json(&[arguments, &["--format", "json"]].concat());
        let schema = json(&["schema", name]);
        let item = schema["items"]["$ref"].as_str().unwrap().trim_start_matches("#/$defs/");
        assert_eq!(keys(&schema["$defs"][item]["properties"]), keys(&printed[0]), "{name}");
    }
    let config = json(&["schema", "api.toml"]);
    assert_eq!(config["required"], serde_json::json!(["name", "title"]));
    assert_eq!(config["additionalProperties"], false);
}

/// What a command prints that is asked for JSON and fails, and its exit status.
#[track_caller]
fn failure(project: &Project, arguments: &[&str]) -> (Option<i32>, serde_json::Value) {
    let ending = run(project, &[arguments, &["--format", "json"]].concat());
    assert!(ending.stderr.contains("error"), "people are told as well: {ending:?}");
    (ending.code, serde_json::from_str(&ending.stdout).unwrap())
}

#[test]
fn a_failure_is_json_too() {
    let project = Project::generated();
    let asked: [(&[&str], i32, serde_json::Value); 7] = [
        (&["check", "nowhere"], 1, "DW0601".into()),
        (&["coverage", "nowhere"], 1, "DW0601".into()),
        (&["generate", "nowhere"], 1, "DW0601".into()),
        (&["surface", "nowhere"], 1, "DW0601".into()),
        (&["init", "nowhere.md"], 1, "DW0001".into()),
        (&["coverage", "--html", "nowhere/page.html"], 1, "DW0603".into()),
        (&["diff", "nowhere", "specs"], 3, serde_json::Value::Null),
    ];
    for (arguments, code, expect) in asked {
        let (ended, printed) = failure(&project, arguments);
        let error = &printed["error"];
        assert_eq!((ended, &error["code"]), (Some(code), &expect), "{arguments:?}: {printed:#}");
        assert!(error["message"].as_str().unwrap().contains("nowhere"), "{printed:#}");
        assert!(!error["help"].as_str().unwrap().is_empty(), "{printed:#}");
    }
}

#[test]
fn a_failure_in_json_says_what_would_change() {
    let project = Project::generated();
    project.write("specs/petstore/pages.md", PAGE.replace("all pets", "all animals"));
    let (code, printed) = failure(&project, &["generate", "--check"]);
    let outdated = &printed["error"]["outdated"];
    assert_eq!((code, &printed["error"]["code"]), (Some(1), &"DW0605".into()));
    assert_eq!(
        (&outdated["written"][0], &outdated["removed"]),
        (&"src/petstore/operations.rs".into(), &serde_json::json!([]))
    );
}

#[test]
fn a_failure_in_json_says_what_is_wrong_with_documents_and_where() {
    let project = Project::new();
    project.write(
        "specs/petstore/api.toml",
        "name = \"petstore\"\ntitle = \"Bakery\"\n\n[[documents]]\nfile = \"gone.md\"\n",
    );
    for arguments in [&["generate"][..], &["surface", "specs/petstore"], &["diff", "specs", "specs"]] {
        let (_, printed) = failure(&project, arguments);
        let remark = &printed["error"]["diagnostics"][0];
        let place = (&remark["place"]["file"], &remark["place"]["line"], &remark["place"]["column"]);
        assert_eq!(remark["code"], "DW0001", "{arguments:?}: {printed:#}");
        assert_eq!(place, (&"specs/petstore/api.toml".into(), &5.into(), &8.into()), "{printed:#}");
    }
}

#[test]
fn help_is_no_error() {
    let ending = run(&Project::new(), &["generate", "--help"]);
    assert_eq!((ending.code, ending.stderr.as_str()), (Some(0), ""));
    assert!(ending.stdout.contains("--check"));
}

/// The system itself refuses a file that is too large, whoever runs the test.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_refuses_the_last_write_changes_nothing() {
    let project = Project::generated();
    // The manifest, which is among the new files, has to grow beyond the half kilobyte that is allowed.
    let manifest = project.read("generated/Cargo.toml") + &"# A long comment.\n".repeat(60);
    project.write("generated/Cargo.toml", manifest);
    project.write(
        "specs/bakery/api.toml",
        "name = \"bakery\"\ntitle = \"Bakery\"\n\n[[documents]]\nfile = \"pages.md\"\n",
    );
    project.write("specs/bakery/pages.md", PAGE);
    let before = project.tree();

    let script = format!("trap '' XFSZ; ulimit -f 1; exec {} generate", env!("CARGO_BIN_EXE_docwright"));
    let limited = Command::new("sh").args(["-c", &script]).current_dir(project.path()).output().unwrap();
    let ending = Ending::of(limited);
    assert_eq!((ending.code, ending.stdout.as_str()), (Some(1), ""), "{}", ending.stderr);
    assert!(ending.stderr.starts_with("error[DW0604]: "), "{}", ending.stderr);
    assert!(ending.stderr.contains("cannot be written: File too large"), "{}", ending.stderr);
    assert_eq!(project.tree(), before);

    assert_eq!(run(&project, &["generate"]).code, Some(0));
}
