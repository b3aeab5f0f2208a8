//! `jobfit schema`: the JSON Schema of an output, made from the types that write it.

use anyhow::Result;
use jobfit::report::schema::{NAMES, of};

use crate::args::Schema;
use crate::{Done, output};

pub fn run(args: &Schema) -> Result<Done> {
    let Some(schema) = of(&args.name) else {
        return Err(super::unknown("schema", &args.name, NAMES.iter().copied(), &NAMES.join(", ")).into());
    };
    output::to_stdout(|out| {
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        out.write_all(b"\n")
    })?;
    Ok(Done::Well)
}
