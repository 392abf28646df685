/// The whole program as one module, so that jlink can put it inside the runtime image. The sources are compiled on the class path:
/// several libraries are automatic modules at best. This descriptor is compiled against the finished jar and added to it when packaging.
///
/// The module is open because picocli finds options and commands by reflection on annotations.
open module promc {
}
