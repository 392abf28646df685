# The distribution of `./mvnw package` in an image that has no Java of its own.
#   docker build -t promc:0.1.0 .
#   docker run --rm -v "$PWD:/src:ro" promc:0.1.0 check
#   docker run --rm -v "$PWD:/src" --user "$(id -u):$(id -g)" promc:0.1.0 fix

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
# The libraries and plugins stay in a layer of their own, which only a change of pom.xml makes anew.
COPY pom.xml ./
RUN mvn -B -ntp dependency:go-offline
COPY . .
RUN ./mvnw -B -ntp -Dmaven.test.skip=true package

FROM debian:bookworm-slim
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent promc
COPY --from=build /build/target/promc /opt/promc
RUN ln -s /opt/promc/bin/promc /usr/local/bin/promc
ENV LANG=C.UTF-8
USER 10001:10001
WORKDIR /src
ENTRYPOINT ["promc"]
CMD ["--help"]
